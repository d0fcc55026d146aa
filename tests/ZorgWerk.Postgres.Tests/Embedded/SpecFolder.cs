using Npgsql;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Postgres.Tests.Embedded;

/// <summary>A temporary folder for the clusters of one spec. At the end their servers are stopped and the folder is deleted.</summary>
internal sealed class SpecFolder : IAsyncDisposable, IDisposable
{
    private readonly List<string> _clusters = [];

    public SpecFolder()
    {
        Path = Directory.CreateTempSubdirectory("spec-").FullName;
        Platform.Current.LetThrough(Path);
    }

    public string Path { get; }

    public string Below(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public EmbeddedPostgresOptions Options(params string[] names)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = Below(names), Durable = false, MayInstall = false };
        _clusters.Add(options.DataDirectory);
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters.Where(Directory.Exists))
            await EmbeddedPostgres.StopRunning(new() { DataDirectory = cluster });
        Dispose();
    }

    /// <summary>For specs that start no server.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static async Task<object?> Ask(EmbeddedPostgres server, string statement, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"{server.OwnerConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }

    public static int ServerProcess(EmbeddedPostgres server) =>
        int.Parse(File.ReadLines(System.IO.Path.Combine(server.DataDirectory, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);
}
