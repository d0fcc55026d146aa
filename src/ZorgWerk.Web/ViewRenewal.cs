using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web;

/// <summary>After an upgrade, builds those views anew whose rows stand in the form of an earlier version, while work goes on. Of several nodes one does it.</summary>
public sealed partial class ViewRenewal(ViewRebuild rebuild, ILogger<ViewRenewal> log) : BackgroundService
{
    /// <summary>How soon it is looked again whether another node is done, or whether the database answers.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Renew(stoppingToken)) return;
            }
            catch (UnreadableEventException unreadable)
            {
                // Only another version of the program gets past it, and that one will look again.
                Stopped(log, unreadable.Position, unreadable.Type);
                return;
            }
            catch (Exception away) when (away is NpgsqlException or StoreUnavailableException)
            {
                Away(log, away.GetType().Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether nothing is left to renew.</returns>
    private async Task<bool> Renew(CancellationToken stopping)
    {
        await rebuild.ClearAway(stopping);
        var isDone = true;
        foreach (var view in await rebuild.Outdated(stopping))
        {
            if (await rebuild.Run(view, cancel: stopping) is { } built) Renewed(log, view.Name, built.Participants);
            else isDone = false;
        }
        return isDone;
    }

    [LoggerMessage(LogLevel.Information, "View {View} was built anew for {Participants} participants: its rows were of an earlier version.")]
    private static partial void Renewed(ILogger log, string view, long participants);

    [LoggerMessage(LogLevel.Error, "Views stay in the form of an earlier version: event {Position} ({Type}) cannot be read.")]
    private static partial void Stopped(ILogger log, long position, string type);

    [LoggerMessage(LogLevel.Warning, "Looking for views of an earlier version waits for the database ({Fault}).")]
    private static partial void Away(ILogger log, string fault);
}
