using System.Data;
using NodaTime;
using Npgsql;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// Writes a group of commands in one transaction. Nearly always every command of it is new and every stream where its caller says; so one round trip
/// takes the turn, makes sure of that, writes and commits. Where it is not so, nothing is written, and two round trips follow: the first takes the
/// turn and asks what must be known to judge, the second writes what is accepted. Keeps its connection between groups. Used by one caller at a time.
/// </summary>
internal sealed class GroupWriter(NpgsqlDataSource database, IClock clock, PostgresEventStoreOptions options) : IAsyncDisposable
{
    /// <summary>What <c>zw_append_is_stale</c> ends a transaction with.</summary>
    private const string Stale = "ZW001";

    private NpgsqlConnection? _connection;
    private Instant _lastRecordedAt = Instant.MinValue;

    /// <summary>Settles every command of the group, one way or the other. Does not throw.</summary>
    public async Task Write(ArraySegment<WaitingAppend> group)
    {
        try
        {
            await Commit(group);
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

    private async Task Commit(ArraySegment<WaitingAppend> group)
    {
        var usedBefore = _connection is not null;
        try
        {
            await CommitOn(await Connection(), group);
        }
        catch (Exception fault) when (usedBefore && Faults.IsBroken(fault))
        {
            // The connection died while it lay idle, or just now. Whatever was written is known by its command ids, so asking again is safe, and
            // the callers need not hear of it.
            await LetGo();
            await CommitOn(await Connection(), group);
        }
    }

    private async Task CommitOn(NpgsqlConnection connection, ArraySegment<WaitingAppend> group)
    {
        if (!await WriteAsExpected(connection, group)) await JudgeAndWrite(connection, group);
    }

    /// <returns>Whether everything was as the callers took it to be, and is written. Otherwise nothing is.</returns>
    private async Task<bool> WriteAsExpected(NpgsqlConnection connection, ArraySegment<WaitingAppend> group)
    {
        // Of two commands on one stream the first is taken at its word.
        var versions = new Dictionary<(TenantId, StreamId), long>();
        foreach (var append in Commands(group))
            foreach (var part in append.Streams) versions.TryAdd((append.Tenant, part.Stream), part.ExpectedVersion);
        var expect = GroupStatements.Expect(Keys(group), versions);
        var verdicts = new Verdicts(group, [], versions);
        if (verdicts.Accepted.Count == 0) return false;

        try
        {
            // Statements that are sent together are one transaction; it is over when all of them are answered.
            await WriteAccepted(connection, verdicts, [GroupStatements.TakeTurn(), expect], []);
            return true;
        }
        catch (PostgresException fault) when (fault.SqlState == Stale)
        {
            return false;
        }
    }

    private async Task JudgeAndWrite(NpgsqlConnection connection, ArraySegment<WaitingAppend> group)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var verdicts = await Judge(connection, group);
        if (verdicts.Accepted.Count > 0)
        {
            await WriteAccepted(connection, verdicts, [], [GroupStatements.Commit()]);
            return;
        }

        await transaction.RollbackAsync();
        verdicts.Tell([], _lastRecordedAt);
    }

    private async Task<Verdicts> Judge(NpgsqlConnection connection, ArraySegment<WaitingAppend> group)
    {
        var commands = Keys(group);
        var streams = Commands(group).SelectMany(append => append.Streams.Select(part => (append.Tenant, part.Stream))).ToHashSet();

        await using var batch = Batch(connection,
            [GroupStatements.TakeTurn(), GroupStatements.FindAnswers(commands), GroupStatements.FindVersions(streams)]);
        await batch.PrepareAsync();
        await using var row = await batch.ExecuteReaderAsync();

        await row.NextResultAsync();
        var answers = new Dictionary<(TenantId, CommandId), FirstAnswer>();
        while (await row.ReadAsync())
            answers.Add((new TenantId(row.GetString(0)), new CommandId(row.GetGuid(1))), Rows.FirstAnswer(row, 2));

        await row.NextResultAsync();
        var versions = new Dictionary<(TenantId, StreamId), long>();
        while (await row.ReadAsync())
            versions.Add((new TenantId(row.GetString(0)), new StreamId(row.GetGuid(1))), row.GetInt64(2));

        return new Verdicts(group, answers, versions);
    }

    private static IEnumerable<Append> Commands(ArraySegment<WaitingAppend> group) => group.SelectMany(waiting => waiting.Series);

    private static HashSet<(TenantId, CommandId)> Keys(ArraySegment<WaitingAppend> group) => Commands(group).Select(append => (append.Tenant, append.Command)).ToHashSet();

    /// <summary>Writes what was accepted and tells every caller, once it is committed.</summary>
    private async Task WriteAccepted(NpgsqlConnection connection, Verdicts verdicts, IReadOnlyCollection<NpgsqlBatchCommand> before, IReadOnlyCollection<NpgsqlBatchCommand> after)
    {
        var notBefore = Instant.Max(clock.GetCurrentInstant().ToMicroseconds(), _lastRecordedAt);
        await using var batch = Batch(connection, [.. before, GroupStatements.Write(verdicts.Accepted, notBefore), .. GroupStatements.ChangeRows(verdicts.Written), .. after]);
        await batch.PrepareAsync();

        long[] positions;
        await using (var row = await batch.ExecuteReaderAsync())
        {
            foreach (var _ in before) await row.NextResultAsync();
            await row.ReadAsync();
            (positions, _lastRecordedAt) = (row.GetFieldValue<long[]>(0), row.GetDateTime(1).ToInstant());
            // The last answer is that the transaction is over.
            while (await row.NextResultAsync()) { }
        }

        verdicts.Tell(positions, _lastRecordedAt);
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
        await using var open = new NpgsqlCommand(Statements.Files["open_writer"], _connection);
        await open.ExecuteNonQueryAsync();
        return _connection;
    }

    private async Task LetGo()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }
}
