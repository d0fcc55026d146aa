using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Sockets;
using Npgsql;

namespace ZorgWerk.Casework.Access;

/// <summary>
/// A server that follows the other one and only reads. Whoever reads a whole organisation is served by it, so that nobody who coaches waits for them.
/// It is asked only once it holds what had been committed when the page was asked for: nobody sees there what was erased or taken back by then.
/// </summary>
/// <param name="readers">Connects to it as <c>zorgwerk_reader</c> or a member of it.</param>
public sealed class Replica(NpgsqlDataSource readers) : IAsyncDisposable
{
    /// <summary>How long a page waits for it to come that far; after that the page is read where it was written.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>One that is away, or too far behind, is left alone for so long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private static readonly Meter Meter = new(DeskSignals.Name);
    private static readonly Counter<long> Asked = Meter.CreateCounter<long>("zorgwerk.replica.readings", "{reading}", "Readings for which there is a replica, by whether it could serve them.");

    private long _leftAlone;

    /// <returns>A connection on which all that is committed at <paramref name="primary"/> can be seen; nothing where there is none.</returns>
    internal async Task<NpgsqlConnection?> UpToDate(NpgsqlDataSource primary, CancellationToken cancel)
    {
        var found = await Find(primary, cancel);
        Asked.Add(1, new KeyValuePair<string, object?>("zorgwerk.served", found is not null));
        return found;
    }

    public ValueTask DisposeAsync() => readers.DisposeAsync();

    /// <summary>It is not asked for a while.</summary>
    internal void LeaveAlone() => Interlocked.Exchange(ref _leftAlone, Stopwatch.GetTimestamp());

    private async Task<NpgsqlConnection?> Find(NpgsqlDataSource primary, CancellationToken cancel)
    {
        if (Interlocked.Read(ref _leftAlone) is not 0 and var since && Stopwatch.GetElapsedTime(since) < Rest) return null;
        NpgsqlConnection? connection = null;
        try
        {
            var written = await Written(primary, cancel);
            connection = await readers.OpenConnectionAsync(cancel);
            await using var holds = new NpgsqlCommand(Statements.Files["has_replayed"], connection) { CommandTimeout = (int)Patience.TotalSeconds };
            foreach (var value in written) holds.Parameters.Add(new() { Value = value });
            for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(5, cancel))
            {
                if (await holds.ExecuteScalarAsync(cancel) is not true) continue;
                Interlocked.Exchange(ref _leftAlone, 0);
                var found = connection;
                connection = null;
                return found;
            }
        }
        catch (Exception away) when (away is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            // What is read is there where it was written, too; and if it is the primary that is away, whoever asks there will tell.
        }
        finally
        {
            if (connection is not null) await connection.DisposeAsync();
        }
        LeaveAlone();
        return null;
    }

    private static async Task<object[]> Written(NpgsqlDataSource primary, CancellationToken cancel)
    {
        await using var last = primary.CreateCommand(Statements.Files["last_written"]);
        await using var row = await last.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var written = new object[row.FieldCount];
        row.GetValues(written);
        return written;
    }
}
