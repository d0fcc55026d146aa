using Npgsql;

namespace ZorgWerk.Testing;

/// <summary>
/// A fresh database of its own for one test or one class, on a server all tests of this process share. With <c>ZORGWERK_TEST_DB</c>, a
/// connection string that may create databases, that server is used and none is started.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const int ConnectionsEach = 20;

    private readonly string _server;

    private TestDatabase(string server, string name)
    {
        (_server, Name) = (server, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(server)
        {
            Database = name,
            Pooling = true,
            MaxPoolSize = ConnectionsEach,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    public string Name { get; }

    /// <summary>As the owner, with pooling, at most twenty connections.</summary>
    public string ConnectionString { get; }

    /// <summary>An empty database, or a copy of <paramref name="template"/>, the <see cref="Name"/> of one that nobody is connected to.</summary>
    public static async Task<TestDatabase> Create(string? template = null)
    {
        var database = new TestDatabase(await TestServer.AdminConnectionString(), $"test_{Guid.NewGuid():n}");
        await database.Execute($"create database {database.Name} template {new NpgsqlCommandBuilder().QuoteIdentifier(template ?? "template1")}");
        return database;
    }

    /// <summary>Drops it, with the connections that are still open.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var pooled = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(pooled);
        await Execute($"drop database if exists {Name} with (force)");
    }

    private async Task Execute(string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
