using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ZorgWerk.Casework.Users;

namespace ZorgWerk.Web.Doors;

/// <summary>Forgets what is kept of sessions and of failed sign-ins for longer than it is needed.</summary>
public sealed partial class SignInExpiry(UserSessions sessions, SignInAttempts attempts, TimeProvider time, ILogger<SignInExpiry> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sessions.Forget(Instant.FromDateTimeOffset(time.GetUtcNow()), stoppingToken);
                await attempts.Forget(stoppingToken);
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

    [LoggerMessage(LogLevel.Warning, "Old sessions and failed sign-ins wait for the database ({Fault}).")]
    private static partial void Away(ILogger log, string fault);
}
