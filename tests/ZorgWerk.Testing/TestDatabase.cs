using Npgsql;

namespace ZorgWerk.Testing;

/// <summary>An empty database on the server that <c>ZORGWERK_TEST_DB</c> names, dropped afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _admin;
    private readonly string _name;

    private TestDatabase(string admin, string name)
    {
        _admin = admin;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = name }.ConnectionString;
    }

    /// <summary>Connects as the owner of the database.</summary>
    public string ConnectionString { get; }

    public static async Task<TestDatabase> Create(string? name = null)
    {
        var admin = Environment.GetEnvironmentVariable("ZORGWERK_TEST_DB")
            ?? throw new InvalidOperationException("ZORGWERK_TEST_DB names no server to test against.");
        var database = new TestDatabase(admin, $"{name ?? "test"}_{Guid.NewGuid():N}");
        await database.Execute($"create database \"{database._name}\"");
        return database;
    }

    public async ValueTask DisposeAsync() => await Execute($"drop database if exists \"{_name}\" with (force)");

    private async Task Execute(string text)
    {
        await using var server = NpgsqlDataSource.Create(_admin);
        await using var command = server.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }
}
