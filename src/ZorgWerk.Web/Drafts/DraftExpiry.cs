using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ZorgWerk.Casework.Drafts;

namespace ZorgWerk.Web.Drafts;

/// <summary>Clears away drafts that are too old, also of people who never come back.</summary>
public sealed partial class DraftExpiry(NpgsqlDataSource database, IClock clock, ILogger<DraftExpiry> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DraftDesk.Expire(database, clock.GetCurrentInstant(), stoppingToken);
            }
            catch (NpgsqlException away)
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

    [LoggerMessage(LogLevel.Warning, "Old drafts wait for the database ({Fault}).")]
    private static partial void Away(ILogger log, string fault);
}
