using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ZorgWerk.Casework.Access;

namespace ZorgWerk.Web.Live;

/// <summary>Rings when something was committed, on whichever node: one look every half second for everybody who listens on this one.</summary>
public sealed partial class Bell(NpgsqlDataSource database, ILogger<Bell> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private volatile TaskCompletionSource _next = Silent();
    private long _position = -1;

    /// <summary>The last position that was seen to be committed; nothing before the first look.</summary>
    public long? Position => Interlocked.Read(ref _position) is >= 0 and var position ? position : null;

    /// <summary>Done when it rings the next time. Taken before looking at <see cref="Position"/>, nothing rings unheard.</summary>
    public Task Next => _next.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await CaseChange.LastPosition(database, stoppingToken) is var position && position != Interlocked.Exchange(ref _position, position))
                    Interlocked.Exchange(ref _next, Silent()).SetResult();
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

    private static TaskCompletionSource Silent() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Debug, "The bell waits for the database ({Fault}).")]
    private static partial void Away(ILogger log, string fault);
}
