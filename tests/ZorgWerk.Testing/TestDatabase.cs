using Npgsql;

namespace ZorgWerk.Testing;

/// <summary>An empty database of its own on the test server, dropped afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _admin;
    private readonly string _name;

    private TestDatabase(string admin, string name)
    {
        _admin = admin;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>Connects as the owner of the database.</summary>
    public string ConnectionString { get; }

    public static async Task<TestDatabase> Create(string? name = null)
    {
        var database = new TestDatabase(await TestServer.AdminConnectionString, $"{name ?? "test"}_{Guid.NewGuid():N}");
        await database.Execute($"create database \"{database._name}\"");
        return database;
    }

    public async ValueTask DisposeAsync() => await Execute($"drop database if exists \"{_name}\" with (force)");

    private async Task Execute(string text)
    {
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_admin) { Pooling = false }.ConnectionString);
        await using var command = server.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }
}
