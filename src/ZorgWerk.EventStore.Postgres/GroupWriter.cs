using System.Data;
using NodaTime;
using Npgsql;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// Writes a group of commands in one transaction and two round trips: the first takes the turn and asks what must be known,
/// the second writes and commits. Keeps its connection between groups. Used by one caller at a time.
/// </summary>
internal sealed class GroupWriter(NpgsqlDataSource database, IClock clock, PostgresEventStoreOptions options) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private bool _writesSent;
    private Instant _lastRecordedAt = Instant.MinValue;

    /// <summary>Settles every command of the group, one way or the other. Does not throw.</summary>
    public async Task Write(ArraySegment<WaitingAppend> group)
    {
        try
        {
            var (verdicts, positions) = await Commit(group);
            verdicts.Tell(positions);
        }
        catch (Exception fault) when (Faults.IsUnavailable(fault))
        {
            await LetGo();
            foreach (var waiting in group) waiting.Fail(Faults.Unavailable(fault));
        }
        catch (Exception) when (group.Count > 1)
        {
            // One of them is at fault, nobody knows which. In halves, the others are written after a few transactions more.
            await Write(group[..(group.Count / 2)]);
            await Write(group[(group.Count / 2)..]);
        }
        catch (PostgresException fault) when (fault.IsTransient)
        {
            group[0].Fail(Faults.Unavailable(fault));
        }
        catch (Exception fault)
        {
            group[0].Fail(fault);
        }
    }

    public async ValueTask DisposeAsync() => await LetGo();

    private async Task<(Verdicts Verdicts, long[] Positions)> Commit(ArraySegment<WaitingAppend> group)
    {
        var usedBefore = _connection is not null;
        _writesSent = false;
        try
        {
            return await CommitOn(await Connection(), group);
        }
        catch (Exception fault) when (usedBefore && !_writesSent && Faults.IsBroken(fault))
        {
            // The connection died while it lay idle. Nothing was asked to be written yet, so the callers need not hear of it.
            await LetGo();
            return await CommitOn(await Connection(), group);
        }
    }

    private async Task<(Verdicts Verdicts, long[] Positions)> CommitOn(NpgsqlConnection connection, ArraySegment<WaitingAppend> group)
    {
        // Every statement must see what was committed before it took its turn, whatever the server's default is.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var verdicts = await Judge(connection, group);
        if (verdicts.Accepted.Count == 0)
        {
            await transaction.RollbackAsync();
            return (verdicts, []);
        }

        return (verdicts, await WriteAccepted(connection, verdicts));
    }

    private async Task<Verdicts> Judge(NpgsqlConnection connection, ArraySegment<WaitingAppend> group)
    {
        var commands = group.Select(waiting => waiting.Key).ToHashSet();
        var streams = group.SelectMany(waiting => waiting.Append.Streams.Select(part => (waiting.Append.Tenant, part.Stream))).ToHashSet();

        await using var batch = Batch(connection,
            [GroupStatements.TakeTurn(), GroupStatements.FindLastTimestamp(), GroupStatements.FindAnswers(commands), GroupStatements.FindVersions(streams)]);
        await batch.PrepareAsync();
        await using var row = await batch.ExecuteReaderAsync();

        await row.NextResultAsync();
        var recordedAt = Instant.Max(clock.GetCurrentInstant().ToMicroseconds(), _lastRecordedAt);
        if (await row.ReadAsync()) recordedAt = Instant.Max(recordedAt, row.GetDateTime(0).ToInstant());

        await row.NextResultAsync();
        var answers = new Dictionary<(TenantId, CommandId), FirstAnswer>();
        while (await row.ReadAsync())
            answers.Add((new TenantId(row.GetString(0)), new CommandId(row.GetGuid(1))), Rows.FirstAnswer(row, 2));

        await row.NextResultAsync();
        var versions = new Dictionary<(TenantId, StreamId), long>();
        while (await row.ReadAsync())
            versions.Add((new TenantId(row.GetString(0)), new StreamId(row.GetGuid(1))), row.GetInt64(2));

        _lastRecordedAt = recordedAt;
        return new Verdicts(group, answers, versions, recordedAt);
    }

    private async Task<long[]> WriteAccepted(NpgsqlConnection connection, Verdicts verdicts)
    {
        await using var batch = Batch(connection,
            [GroupStatements.PutStreams(verdicts), GroupStatements.InsertEventsAndCommands(verdicts), .. GroupStatements.ChangeRows(verdicts), GroupStatements.Commit()]);
        await batch.PrepareAsync();

        _writesSent = true;
        await using var row = await batch.ExecuteReaderAsync();
        await row.ReadAsync();
        var positions = row.GetFieldValue<long[]>(0);
        while (await row.NextResultAsync()) { }
        return positions;
    }

    private NpgsqlBatch Batch(NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(connection) { Timeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds) };
        foreach (var command in commands) batch.BatchCommands.Add(command);
        return batch;
    }

    private async Task<NpgsqlConnection> Connection()
    {
        if (_connection is { State: ConnectionState.Open }) return _connection;
        await LetGo();
        _connection = await Faults.Open(database, CancellationToken.None);
        await using var lookUpByKey = new NpgsqlCommand(Statements.Files["look_up_by_key"], _connection);
        await lookUpByKey.ExecuteNonQueryAsync();
        return _connection;
    }

    private async Task LetGo()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }
}
