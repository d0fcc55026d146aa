using Npgsql;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Benchmarks;

/// <summary>A server of our own that syncs every commit, as the service's does; gone with its data at the end.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly EmbeddedPostgres _server;
    private readonly string _folder;
    private int _databases;

    private BenchServer(EmbeddedPostgres server, string folder) => (_server, _folder) = (server, folder);

    public static async Task<BenchServer> Start(Action<string> say)
    {
        var folder = Directory.CreateTempSubdirectory("zorgwerk-bench-").FullName;
        // Under root the server runs as another account, which must pass through here.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return new BenchServer(await EmbeddedPostgres.Start(new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder, "pg"), Say = say }), folder);
    }

    /// <summary>An empty database; its owner's connection string.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"bench{++_databases}";
        await _server.EnsureDatabase(name);
        return _server.OwnerConnectionString(name);
    }

    /// <summary>What the figures depend on, as the server says.</summary>
    public async Task<string> Settings()
    {
        await using var source = NpgsqlDataSource.Create(_server.OwnerConnectionString("postgres"));
        await using var ask = source.CreateCommand("select format('PostgreSQL %s, fsync %s, synchronous_commit %s', current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit'))");
        return $"{await ask.ExecuteScalarAsync()}, {Environment.ProcessorCount} processors, .NET {Environment.Version}{Load()}";
    }

    // Others at work on the machine make commits that are shared look worse than they are: one writer waits for its turn where many would not.
    private static string Load() => File.Exists("/proc/loadavg") ? $", load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]} at the start" : "";

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _server.Stop();
        Directory.Delete(_folder, recursive: true);
        if (Directory.Exists(_server.DataDirectory)) Directory.Delete(_server.DataDirectory, recursive: true);
    }
}
