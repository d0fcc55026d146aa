using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web;

/// <summary>Lets the background views, and whoever looks for events that others appended, follow while the service runs. Each goes its own way: one that stops holds up no other.</summary>
public sealed partial class ViewRunner(IReadOnlyList<BackgroundView> views, ForeignEvents foreign, ILogger<ViewRunner> log) : BackgroundService
{
    /// <summary>How soon something new is looked for; short enough for an evaluator, long enough to cost nothing.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A stopped view is tried again, since a newer version of the service on another node may have got past the event.</summary>
    private static readonly TimeSpan AfterStop = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll([.. views.Select(view => Follow(view.View.Name, view.CatchUp, stoppingToken)), Follow("foreign", foreign.CatchUp, stoppingToken)]);

    private async Task Follow(string view, Func<CancellationToken, Task<long>> catchUp, CancellationToken stopping)
    {
        var reached = 0L;
        while (!stopping.IsCancellationRequested)
        {
            var wait = Pause;
            try
            {
                reached = await Followed(view, catchUp, reached, stopping);
            }
            catch (UnreadableEventException unreadable)
            {
                Stopped(log, view, unreadable.Position, unreadable.Type);
                wait = AfterStop;
            }
            catch (Exception away) when (away is NpgsqlException or StoreUnavailableException)
            {
                Away(log, view, away.GetType().Name);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A fault of ours in one view must not end the service for everybody.
                Faulty(log, view, fault.GetType().Name);
                wait = AfterStop;
            }
            await Task.Delay(wait, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<long> Followed(string view, Func<CancellationToken, Task<long>> catchUp, long from, CancellationToken stopping)
    {
        using var span = Source.StartActivity("follow view");
        span?.SetTag("zorgwerk.view", view);
        var reached = await catchUp(stopping);
        span?.SetTag("zorgwerk.events", reached - from);
        // A look that found nothing new is nobody's concern.
        if (reached == from && span is not null) span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        return reached;
    }

    private static readonly ActivitySource Source = new(ViewLag.Name);

    [LoggerMessage(LogLevel.Error, "View {View} stopped before event {Position} ({Type}), which cannot be read.")]
    private static partial void Stopped(ILogger log, string view, long position, string type);

    [LoggerMessage(LogLevel.Error, "View {View} cannot follow ({Fault}).")]
    private static partial void Faulty(ILogger log, string view, string fault);

    [LoggerMessage(LogLevel.Warning, "View {View} waits for the database ({Fault}).")]
    private static partial void Away(ILogger log, string view, string fault);
}
