using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web;

/// <summary>
/// The address that people use, as far as it can be believed: what a proxy says of scheme, host and caller only from the proxies that are configured,
/// and no host that the service was not told to be.
/// </summary>
internal static partial class PublicAddress
{
    private static readonly TimeSpan OnlyByTlsFor = TimeSpan.FromDays(365);

    public static void AddPublicAddress(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>>(all => new ConfigureOptions<ForwardedHeadersOptions>(forwarded =>
        {
            var site = all.GetRequiredService<SiteOptions>();
            // With empty lists the framework believes everybody.
            forwarded.ForwardedHeaders = site.Proxies.Count == 0 ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in site.Proxies) forwarded.KnownIPNetworks.Add(proxy);
            forwarded.ForwardLimit = null;
        }));
        services.AddSingleton<IConfigureOptions<HostFilteringOptions>>(all => new ConfigureOptions<HostFilteringOptions>(hosts =>
        {
            hosts.AllowedHosts = [.. all.GetRequiredService<SiteOptions>().Hosts];
            hosts.AllowEmptyHosts = false;
        }));
        services.AddHsts(hsts => hsts.MaxAge = OnlyByTlsFor);
    }

    /// <summary>Before anything else looks at where a request came from or to.</summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        if (app.Services.GetRequiredService<SiteOptions>().Proxies.Count == 0) app.Use(TellOfUnknownProxy());
        app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.UseHsts();
        app.UseSiteCookies();
    }

    /// <summary>Behind a proxy that is not configured everybody comes from one address, so one who guesses slows everybody down: said once.</summary>
    private static Func<HttpContext, RequestDelegate, Task> TellOfUnknownProxy()
    {
        var isTold = 0;
        return (http, next) =>
        {
            if (http.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName) && Interlocked.Exchange(ref isTold, 1) == 0)
                UnknownProxy(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ZorgWerk.Web.PublicAddress"));
            return next(http);
        };
    }

    [LoggerMessage(LogLevel.Warning, "A request came through a proxy, and none is configured: what it says is not believed, and all its callers count as one. If it is yours, name it with --proxies.")]
    private static partial void UnknownProxy(ILogger log);
}
