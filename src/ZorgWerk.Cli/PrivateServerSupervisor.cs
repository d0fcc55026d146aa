using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Web;

namespace ZorgWerk.Cli;

/// <summary>
/// Keeps the private PostgreSQL running while the service does. One whose process is gone (killed, stopped, ended for want of room on the disk) is started
/// again; a service whose PostgreSQL does not start ends, so that whoever supervises it hears.
/// </summary>
internal sealed partial class PrivateServerSupervisor(
    EmbeddedPostgres server, IReadOnlyList<NpgsqlDataSource> pools, DatabaseState state, IHostApplicationLifetime host, ILogger<PrivateServerSupervisor> log)
    : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>A server that ran for so long did start: what comes then is counted from the beginning.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    /// <summary>How long is waited before each attempt.</summary>
    private static readonly TimeSpan[] Attempts = [.. new[] { 0, 0.25, 0.5, 1, 2, 4, 8, 8 }.Select(TimeSpan.FromSeconds)];

    /// <summary>Why the service ends; null while it does not.</summary>
    public string? GaveUpBecause { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (running, since, attempts, fault) = (server.ServerProcess, Stopwatch.StartNew(), 0, "It ended each time.");
        while (!stoppingToken.IsCancellationRequested)
        {
            if (running is not null && server.ServerProcess == running)
            {
                if (since.Elapsed > Steady) attempts = 0;
                await Task.Delay(BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            state.IsBeingStarted = true;
            if (attempts == Attempts.Length)
            {
                GaveUpBecause = $"The private PostgreSQL is gone and was not brought back in {attempts} attempts, so the service ends. {fault}";
                host.StopApplication();
                return;
            }

            Gone(log, attempts + 1, Attempts.Length);
            try
            {
                await Task.Delay(Attempts[attempts++], stoppingToken);
                await server.StartAgain(stoppingToken);
                // What lay idle was cut off with the server; whoever took it from the pool would be told to come back.
                foreach (var pool in pools) pool.Clear();
                (running, since) = (server.ServerProcess, Stopwatch.StartNew());
                state.IsBeingStarted = false;
                Back(log);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                fault = failed.Message;
                NotStarted(log, fault.Split('\n')[0]);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The private PostgreSQL is gone; it is started again (attempt {Attempt} of {Attempts}).")]
    private static partial void Gone(ILogger log, int attempt, int attempts);

    [LoggerMessage(LogLevel.Warning, "The private PostgreSQL answers again.")]
    private static partial void Back(ILogger log);

    [LoggerMessage(LogLevel.Error, "The private PostgreSQL did not start: {Reason}")]
    private static partial void NotStarted(ILogger log, string reason);
}
