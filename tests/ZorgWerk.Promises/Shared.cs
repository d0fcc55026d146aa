using Npgsql;
using ZorgWerk.EventStore.Postgres;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>A database on the shared server, with stores as different processes would have them.</summary>
internal sealed class Shared : IAsyncDisposable
{
    private const string WithoutTheLock = "-c search_path=public,pg_catalog";

    private readonly TestDatabase _database;
    private readonly List<IAsyncDisposable> _opened = [];

    private Shared(TestDatabase database) => _database = database;

    public static async Task<Shared> Create()
    {
        var shared = new Shared(await TestDatabase.Create());
        await using var owner = NpgsqlDataSource.Create(shared._database.ConnectionString);
        await EventStoreSchema.Migrate(owner);
        // What takes the append lock finds this one first, on the search path of the control alone.
        await shared.Execute("create function public.pg_advisory_xact_lock(bigint) returns void language sql as 'select null::void'");
        return shared;
    }

    /// <param name="locking">False: the append lock is not taken.</param>
    public PostgresEventStore Open(bool locking = true)
    {
        var source = NpgsqlDataSource.Create(Promised.AsApp(_database.ConnectionString, locking ? "" : WithoutTheLock));
        var store = new PostgresEventStore(source, SystemClock.Instance);
        _opened.Insert(0, source);
        _opened.Insert(0, store);
        return store;
    }

    public async Task Execute(string statement)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
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
