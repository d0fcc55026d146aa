using Npgsql;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Postgres;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>A database on the shared server, with stores as different processes would have them.</summary>
internal sealed class Shared : IAsyncDisposable
{
    /// <summary>Settings of a session that finds <see cref="NoLock"/> first.</summary>
    public const string WithoutTheLock = "-c search_path=public,pg_catalog";

    /// <summary>What takes the append lock finds this one first, on the search path of the control alone.</summary>
    public const string NoLock = "create function public.pg_advisory_xact_lock(bigint) returns void language sql as 'select null::void'";

    private readonly TestDatabase _database;
    private readonly MasterKey _master = MasterKey.Create();
    private readonly List<IAsyncDisposable> _opened = [];

    private Shared(TestDatabase database) => _database = database;

    public static async Task<Shared> Create()
    {
        var shared = new Shared(await TestDatabase.Create());
        await using var owner = NpgsqlDataSource.Create(shared._database.ConnectionString);
        await EventStoreSchema.Migrate(owner);
        await CaseworkSchema.Migrate(owner);
        await shared.Execute(NoLock);
        return shared;
    }

    /// <param name="locking">False: the append lock is not taken.</param>
    public PostgresEventStore Open(bool locking = true, IClock? clock = null)
    {
        var source = NpgsqlDataSource.Create(Promised.AsApp(Connection, locking ? "" : WithoutTheLock));
        var store = new PostgresEventStore(source, clock ?? SystemClock.Instance);
        _opened.Insert(0, source);
        _opened.Insert(0, store);
        return store;
    }

    public string Connection => _database.ConnectionString;

    public Node Node(bool locking = true) => NodeOn(Promised.AsApp(Connection, locking ? "" : WithoutTheLock));

    public Node NodeOn(string connection) => new(connection, _master);

    /// <param name="store">Where the rebuild hears what came meanwhile.</param>
    public ViewRebuild Rebuild(Node node, IEventStore store)
    {
        var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Connection) { ApplicationName = "rebuild", Pooling = false }.ConnectionString);
        _opened.Add(owner);
        return new ViewRebuild(owner, store, node.Reader, node.Keys);
    }

    /// <summary>Takes away the constraint that lets one of two win, and leaves each append time to meet the other.</summary>
    public Task LetBothWin() => Execute("""
        drop index if exists pk_mt_events_stream_and_version;
        create function hold_open() returns trigger language plpgsql as $$ begin perform pg_sleep(0.02); return null; end $$;
        create trigger hold_open after insert on mt_events for each statement execute function hold_open()
        """);

    public async Task Execute(string statement)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
        await _database.DisposeAsync();
    }
}
