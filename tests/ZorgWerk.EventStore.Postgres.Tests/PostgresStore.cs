using NodaTime;
using Npgsql;
using ZorgWerk.Testing;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>A migrated database of a test's own, and the stores it opened there.</summary>
internal sealed class PostgresStore : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly List<IAsyncDisposable> _opened = [];

    private PostgresStore(TestDatabase database)
    {
        _database = database;
        Owner = NpgsqlDataSource.Create(database.ConnectionString);
        App = Connect(_ => { });
    }

    public NpgsqlDataSource Owner { get; }

    /// <summary>With the rights of zorgwerk_app, and no more.</summary>
    public NpgsqlDataSource App { get; }

    public static async Task<PostgresStore> Create()
    {
        var store = new PostgresStore(await TestDatabase.Create());
        await EventStoreSchema.Migrate(store.Owner);
        return store;
    }

    /// <summary>As zorgwerk_app, with a connection string of the test's making.</summary>
    public NpgsqlDataSource Connect(Action<NpgsqlConnectionStringBuilder> with)
    {
        // Resetting a pooled connection would also take the role back.
        var settings = new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Options = "-c role=zorgwerk_app", NoResetOnClose = true };
        with(settings);
        var source = NpgsqlDataSource.Create(settings.ConnectionString);
        _opened.Insert(0, source);
        return source;
    }

    public PostgresEventStore Open(IClock clock, PostgresEventStoreOptions? options = null) => Open(App, clock, options);

    public PostgresEventStore Open(NpgsqlDataSource source, IClock clock, PostgresEventStoreOptions? options = null)
    {
        var store = new PostgresEventStore(source, clock, options);
        _opened.Insert(0, store);
        return store;
    }

    public async Task Execute(string text)
    {
        await using var command = Owner.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Ask<T>(string text)
    {
        await using var command = Owner.CreateCommand(text);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Returns when so many transactions of this database wait for a lock, or when <paramref name="work"/> ended without waiting.</summary>
    public async Task Waiters(int count, Task work)
    {
        while (!work.IsCompleted && await Ask<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") < count)
            await Task.Yield();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
        await Owner.DisposeAsync();
        await _database.DisposeAsync();
    }
}
