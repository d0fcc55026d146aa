using Npgsql;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Testing;

/// <summary>A folder of its own with a master key in it, on a database of the test server or, without one, for the embedded server.</summary>
public sealed class Workplace : IAsyncDisposable
{
    private readonly TestDatabase? _database;

    private Workplace(TestDatabase? database)
    {
        _database = database;
        // Under root the embedded server runs as another account, which must pass through here.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("zorgwerk-cli-").FullName;

    public string Connection => _database!.ConnectionString;

    public string DatabaseName => _database!.Name;

    public EmbeddedPostgresOptions Embedded => new() { DataDirectory = Path.Combine(Folder, "pg") };

    public static async Task<Workplace> OnTestServer() => new(await TestDatabase.Create());

    public static Workplace WithServerOfItsOwn() => new(null);

    /// <summary>The same data under the same key, to be changed at will. Nobody may be connected to the original.</summary>
    public async Task<Workplace> Copy()
    {
        var copy = new Workplace(await TestDatabase.Create(DatabaseName));
        File.Copy(Path.Combine(Folder, "master.key"), Path.Combine(copy.Folder, "master.key"));
        return copy;
    }

    /// <summary>What a command needs to work here.</summary>
    public string[] Here => _database is null ? ["--data", Folder] : ["--data", Folder, "--connection", Connection];

    public Task<Said> Run(params string[] arguments) => Zorgwerk.Run([.. arguments, .. Here]);

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>As the owner, on a connection that is closed at once.</summary>
    public Task<T> Ask<T>(string statement) => Ask<T>(Connection, statement);

    public static async Task<T> Ask<T>(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        else if (Directory.Exists(Embedded.DataDirectory)) await EmbeddedPostgres.StopRunning(Embedded);
        Directory.Delete(Folder, recursive: true);
    }
}
