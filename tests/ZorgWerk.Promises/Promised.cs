using Npgsql;
using ZorgWerk.EventStore.Postgres;
using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>A durable server of a spec's own, to be killed at will, and stores on it that know nothing of one another.</summary>
internal sealed class Promised : IAsyncDisposable
{
    private const string Database = "promises";

    private readonly Workplace _workplace = Workplace.WithServerOfItsOwn();
    private readonly EmbeddedPostgresOptions _options;
    private readonly List<IAsyncDisposable> _opened = [];
    private EmbeddedPostgres? _server;

    private Promised(string? disk) => _options = disk is null ? _workplace.Embedded : _workplace.Embedded with { DataDirectory = Path.Combine(disk, "pg") };

    private string[] All => Processes.OfServer(_server!.DataDirectory);

    public string Connection => _server!.OwnerConnectionString(Database);

    /// <param name="disk">Where its data are; nothing: in a folder of its own.</param>
    public static async Task<Promised> Start(string? disk = null)
    {
        var promised = new Promised(disk);
        await promised.Restart();
        await promised._server!.EnsureDatabase(Database);
        await using var owner = NpgsqlDataSource.Create(promised.Connection);
        await EventStoreSchema.Migrate(owner);
        await promised.Execute($"create table {Writer.Versions.Name} (stream uuid primary key, version bigint not null); grant all on {Writer.Versions.Name} to zorgwerk_app");
        return promised;
    }

    /// <param name="settings">Of every session, such as <c>-c synchronous_commit=off</c>.</param>
    /// <param name="patience">How long it waits for an answer; nothing: as long as it does by itself.</param>
    public PostgresEventStore Open(string settings = "", TimeSpan? patience = null)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(AsApp(Connection, settings)) { Timeout = (int)(patience?.TotalSeconds ?? 15) }.ConnectionString);
        var store = new PostgresEventStore(source, SystemClock.Instance, patience is null ? null : new PostgresEventStoreOptions { CommandTimeout = patience.Value });
        _opened.Insert(0, source);
        _opened.Insert(0, store);
        return store;
    }

    // Resetting a pooled connection would also take the role back.
    public static string AsApp(string connection, string settings) =>
        new NpgsqlConnectionStringBuilder(connection) { Options = $"-c role=zorgwerk_app {settings}", NoResetOnClose = true }.ConnectionString;

    public async Task Execute(string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Kills the postmaster and all its children at once, as a loss of power would the whole machine but for its disk cache.</summary>
    public void KillServer() => Processes.Signal("KILL", All);

    /// <summary>From now on the server answers nobody, and closes nothing.</summary>
    public void StopServer() => Processes.Signal("STOP", All);

    public void ContinueServer() => Processes.Signal("CONT", All);

    /// <summary>Kills one backend of a store. The postmaster then ends all others and recovers by itself.</summary>
    /// <returns>Whether there was one to kill.</returns>
    public async Task<bool> KillBackend()
    {
        try
        {
            return Processes.Signal("KILL", (await Workplace.Ask<int>(Connection, "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1")).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (Exception recovering) when (recovering is NpgsqlException or NullReferenceException)
        {
            return false;
        }
    }

    public async Task Restart() => _server = await EmbeddedPostgres.Start(_options);

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
        if (_options.DataDirectory != _workplace.Embedded.DataDirectory) await EmbeddedPostgres.StopRunning(_options);
        await _workplace.DisposeAsync();
    }
}
