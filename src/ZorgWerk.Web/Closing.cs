using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web;

/// <summary>
/// The end of the service, in order: whoever comes from then on is sent away with 503, whatever was begun that may change something is answered, and only
/// then are connections closed. A balancer sees it at <c>/health/ready</c>.
/// </summary>
public sealed class Closing : IHostedLifecycleService
{

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private int _underWay;
    private volatile bool _isClosing;

    /// <summary>Comes back when every request is answered that may have changed something, or when the host's patience is at its end.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isClosing = true;
        // Whoever counted themselves in before this saw the door open, and is waited for.
        Interlocked.MemoryBarrier();
        while (Volatile.Read(ref _underWay) > 0 && !cancellationToken.IsCancellationRequested)
            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal async Task Pass(HttpContext http, RequestDelegate next)
    {
        // What only reads needs no promise; a stream of changes would never end.
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            await (_isClosing && http.Request.Path != "/health/live" ? Away(http) : next(http));
            return;
        }

        Interlocked.Increment(ref _underWay);
        try
        {
            await (_isClosing ? Away(http) : next(http));
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private static Task Away(HttpContext http)
    {
        http.Response.Headers.Connection = "close";
        return Mishaps.Away(http);
    }
}

internal static class ClosingDoor
{
    public static void AddClosing(this IServiceCollection services) => services.AddSingleton<Closing>().AddHostedService(all => all.GetRequiredService<Closing>());

    public static void UseClosing(this IApplicationBuilder app)
    {
        var closing = app.ApplicationServices.GetRequiredService<Closing>();
        app.Use((http, next) => closing.Pass(http, next));
    }
}
