using Npgsql;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>An append by hand, left open after its position was drawn. Commits when disposed.</summary>
internal sealed class RawAppend : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private RawAppend(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _connection = connection;
        _transaction = transaction;
    }

    /// <param name="takingTurn">Whether it takes the lock that every append of ours takes.</param>
    public static async Task<RawAppend> Begin(NpgsqlDataSource database, StreamId stream, bool takingTurn)
    {
        var connection = await database.OpenConnectionAsync();
        var append = new RawAppend(connection, await connection.BeginTransactionAsync());
        if (takingTurn) await append.Execute(Statements.Files["take_turn"]);
        await append.Execute($"insert into mt_streams (tenant_id, id, version) values ('antwerp', '{stream}', 1)");
        await append.Execute($$"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (nextval('mt_events_sequence'), gen_random_uuid(), '{{stream}}', 1, '{}', 'noted', '2020-01-01', 'antwerp')
            """);
        return append;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.CommitAsync();
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task Execute(string text)
    {
        await using var command = new NpgsqlCommand(text, _connection);
        await command.ExecuteNonQueryAsync();
    }
}
