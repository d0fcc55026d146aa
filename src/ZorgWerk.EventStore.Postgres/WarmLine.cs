using System.Data;
using Npgsql;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// Lends connections to whoever reads, first the one that came back last. A pool hands out the one that lay idle longest, and of as few as four
/// each is a server process that has gone cold: a reader by themselves then takes half as long again. One is held back for that while people read,
/// and no reader waits for one meanwhile: what lies idle for a moment is the pool's to keep or to close.
/// </summary>
internal sealed class WarmLine : IAsyncDisposable
{
    /// <summary>Of so few connections none is held back from others.</summary>
    private const int SmallPool = 4;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _database;
    private readonly Timer _idle;
    private readonly Lock _turn = new();
    private bool _holds;
    private int _waiting;
    private NpgsqlConnection? _held;

    public WarmLine(NpgsqlDataSource database)
    {
        _database = database;
        _holds = new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize > SmallPool;
        _idle = new Timer(_ => GiveToPool());
    }

    /// <exception cref="StoreUnavailableException">The database has none for us.</exception>
    public async Task<Lent> Lend(CancellationToken cancel)
    {
        var held = LetGo();
        // It may have broken while it lay here, as the pool finds out of its own.
        if (held is { State: ConnectionState.Open }) return new Lent(held, TakeBack);
        if (held is not null) await held.DisposeAsync();

        Interlocked.Increment(ref _waiting);
        try
        {
            return new Lent(await Faults.Open(_database, cancel), TakeBack);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_turn) _holds = false;
        await _idle.DisposeAsync();
        if (LetGo() is { } held) await held.DisposeAsync();
    }

    private ValueTask TakeBack(NpgsqlConnection connection)
    {
        lock (_turn)
        {
            if (_holds && _held is null && Volatile.Read(ref _waiting) == 0 && connection.State is ConnectionState.Open)
            {
                _held = connection;
                _idle.Change(Moment, Timeout.InfiniteTimeSpan);
                return ValueTask.CompletedTask;
            }
        }
        return connection.DisposeAsync();
    }

    private void GiveToPool()
    {
        try
        {
            LetGo()?.Dispose();
        }
        catch (NpgsqlException)
        {
            // One that broke meanwhile: the pool forgets it, and nothing that a process should end for.
        }
    }

    private NpgsqlConnection? LetGo()
    {
        lock (_turn)
        {
            var held = _held;
            _held = null;
            return held;
        }
    }
}

/// <summary>A connection to read on, until it is given back; left alone when it is somebody's who goes on with it.</summary>
internal readonly record struct Lent(NpgsqlConnection Connection, Func<NpgsqlConnection, ValueTask>? GiveBack = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => GiveBack?.Invoke(Connection) ?? ValueTask.CompletedTask;
}
