using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// Looking at a password costs a tenth of a second of a processor on purpose, so at most half of the processors do it at once and a guest waits for a
/// turn: whoever guesses, on however many connections, leaves the other half to those who work.
/// </summary>
internal sealed class PasswordChecks : IDisposable
{
    /// <summary>Seconds until a turn is likely to be free again.</summary>
    public const int AskAgainSeconds = 5;

    /// <summary>Guests who wait for a turn; who comes then is asked to come back.</summary>
    private const int MostWaiting = 32;

    /// <summary>Of one address, waiting or at it: nobody takes all the turns.</summary>
    private const int MostOfAddress = 8;

    /// <summary>Attempts over a limit that are answered late. Beyond, they are answered at once.</summary>
    private const int MostLate = 256;

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<IPAddress> _guests = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetConcurrencyLimiter(address, _ => new() { PermitLimit = MostOfAddress, QueueLimit = 0 })),
        PartitionedRateLimiter.Create<IPAddress, bool>(_ => RateLimitPartition.GetConcurrencyLimiter(true, _ => new()
        {
            PermitLimit = Math.Max(1, Environment.ProcessorCount / 2), QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        })));

    private readonly SemaphoreSlim _signedIn = new(1);

    private int _late;

    /// <summary>A turn for a guest, to be given back; none is acquired where too many wait.</summary>
    public ValueTask<RateLimitLease> Turn(HttpContext http) => _guests.AcquireAsync(http.Connection.RemoteIpAddress ?? IPAddress.None, 1, http.RequestAborted);

    /// <summary>The hash of a password for somebody who is signed in, or is helped by somebody who is; they wait for one another only.</summary>
    public async Task<string> Hash(string password, CancellationToken cancel)
    {
        await _signedIn.WaitAsync(cancel);
        try
        {
            return PasswordHashing.Hash(password);
        }
        finally
        {
            _signedIn.Release();
        }
    }

    /// <summary>Lets who is over a limit wait for their answer, which costs us nothing and a guesser the pace.</summary>
    public async Task Delay(CancellationToken cancel)
    {
        if (Interlocked.Increment(ref _late) <= MostLate) await Task.Delay(Late, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _late);
    }

    public void Dispose()
    {
        _guests.Dispose();
        _signedIn.Dispose();
    }
}
