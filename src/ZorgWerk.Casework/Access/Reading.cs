using Npgsql;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Access;

/// <summary>What is behind a page: the pool of readers, and how their connections are read.</summary>
/// <param name="Readers">Connects as <c>zorgwerk_reader</c> or a member of it.</param>
/// <param name="ReaderOn">The engine's reader on one connection.</param>
public sealed record ReadingRoom(NpgsqlDataSource Readers, Func<NpgsqlConnection, IEventReader> ReaderOn, EventCodec Codec, MasterKey Master)
{
    /// <summary>Whether a case may be shown to who asks. Specs put another rule here, to see what row-level security holds alone.</summary>
    internal Func<Visitor, bool, CoachId?, bool> Allows { get; init; } = (visitor, isThere, coach) => isThere && visitor.MaySee(coach);

    /// <summary>Serves those who read a whole organisation, where there is one.</summary>
    public Replica? Replica { get; init; }

    /// <inheritdoc cref="Enter(Visitor, bool, CancellationToken)"/>
    public Task<Reading> Enter(Visitor visitor, CancellationToken cancel = default) => Enter(visitor, withRecords: false, cancel);

    /// <param name="withRecords">Where it is recorded who looked, this very look among them; otherwise on the replica, where there is one and it serves this visitor.</param>
    /// <exception cref="StoreUnavailableException">The database does not answer.</exception>
    public async Task<Reading> Enter(Visitor visitor, bool withRecords, CancellationToken cancel = default)
    {
        try
        {
            if (!withRecords && visitor.Role is Role.Auditor or Role.Evaluator && await OnReplica(visitor, cancel) is { } there) return there;
            var (connection, transaction) = await Open(visitor, cancel);
            return new Reading(this, visitor, connection, transaction, isCopy: false);
        }
        catch (NpgsqlException away)
        {
            throw new StoreUnavailableException(away.Message, away);
        }
    }

    private async Task<Reading?> OnReplica(Visitor visitor, CancellationToken cancel)
    {
        if (Replica is null || await Replica.UpToDate(Readers, cancel) is not { } copy) return null;
        try
        {
            var (connection, transaction) = await Begin(copy, visitor, cancel);
            return new Reading(this, visitor, connection, transaction, isCopy: true);
        }
        catch (NpgsqlException)
        {
            Replica.LeaveAlone();
            return null;
        }
    }

    /// <summary>Where it is recorded who looked, while what they look at is read elsewhere.</summary>
    internal Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> OpenRecord(Visitor visitor, CancellationToken cancel) => Open(visitor, cancel);

    private async Task<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> Open(Visitor visitor, CancellationToken cancel)
    {
        var connection = await Readers.OpenConnectionAsync(cancel);
        try
        {
            return await Begin(connection, visitor, cancel);
        }
        catch (NpgsqlException fault) when (IsDead(fault))
        {
            // A server that was started anew left dead connections in the pool, of which whoever looks first would hear.
            Readers.Clear();
            return await Begin(await Readers.OpenConnectionAsync(cancel), visitor, cancel);
        }
    }

    /// <summary>The connection ended, which is not that it waited too long.</summary>
    private static bool IsDead(NpgsqlException fault) => fault is PostgresException told
        ? told.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : fault.InnerException is not TimeoutException;

    private static async Task<(NpgsqlConnection, NpgsqlTransaction)> Begin(NpgsqlConnection connection, Visitor visitor, CancellationToken cancel)
    {
        try
        {
            var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
            await using var who = new NpgsqlCommand(Statements.Files["say_who_asks"], connection);
            foreach (var value in new[] { visitor.Tenant.Value, visitor.User.Value.ToString(), visitor.RoleName }) who.Parameters.Add(new() { Value = value });
            await who.ExecuteNonQueryAsync(cancel);
            return (connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>
/// One look by one person: a transaction that knows who asks, sees what that person may see as one moment has it, and records which case was
/// looked at (R16) – on a replica in another transaction beside it. What was read is shown only after <see cref="Close"/>: a look that cannot be recorded shows nothing.
/// </summary>
public sealed class Reading : IAsyncDisposable
{
    private readonly ReadingRoom _room;
    private readonly NpgsqlTransaction _transaction;
    private readonly bool _isCopy;
    private (NpgsqlConnection Connection, NpgsqlTransaction Transaction)? _record;

    /// <param name="isCopy">What is read stands on a replica, which records nothing.</param>
    internal Reading(ReadingRoom room, Visitor visitor, NpgsqlConnection connection, NpgsqlTransaction transaction, bool isCopy)
    {
        (_room, Visitor, Connection, _transaction, _isCopy) = (room, visitor, connection, transaction, isCopy);
        Cases = new CaseReader(room.ReaderOn(connection), room.Codec);
        Words = new Unsealing(connection, room.Master, visitor.Tenant);
    }

    public Visitor Visitor { get; }

    internal MasterKey Master => _room.Master;

    public NpgsqlConnection Connection { get; }

    /// <summary>Folds and replays what this person may see.</summary>
    public CaseReader Cases { get; }

    /// <summary>Opens personal texts this person may see.</summary>
    public Unsealing Words { get; }

    /// <summary>Records that a case was asked for, and says whether it may be shown. Not there and not allowed are the same answer.</summary>
    /// <param name="page">From which page, as a short name without anything personal.</param>
    public async Task<bool> MayShow(StreamId participant, string page, CancellationToken cancel = default)
    {
        var allowed = await IsFor(participant, cancel);
        await Record(participant, page, allowed, cancel);
        return allowed;
    }

    /// <summary>Whether this person may put something down at a case, of which nothing is shown: only being turned away is recorded.</summary>
    /// <inheritdoc cref="MayShow"/>
    public async Task<bool> MayLeave(StreamId participant, string page, CancellationToken cancel = default)
    {
        var allowed = await IsFor(participant, cancel);
        if (!allowed) await Record(participant, page, allowed, cancel);
        return allowed;
    }

    private async Task<bool> IsFor(StreamId participant, CancellationToken cancel)
    {
        await using var look = Command("find_coach_of", Visitor.Tenant.Value, participant.Value);
        await using var row = await look.ExecuteReaderAsync(cancel);
        var isThere = await row.ReadAsync(cancel);
        return _room.Allows(Visitor, isThere, !isThere || row.IsDBNull(0) ? null : new CoachId(row.GetGuid(0)));
    }

    private Task Record(StreamId participant, string page, bool allowed, CancellationToken cancel) =>
        Record("record_reading", cancel, Visitor.Tenant.Value, participant.Value, Visitor.User.Value, Visitor.RoleName, page, allowed);

    /// <summary>Puts down who looked, or took along what. Lasting once the reading is closed.</summary>
    internal async Task Record(string statement, CancellationToken cancel, params object?[] values)
    {
        if (_isCopy) _record ??= await _room.OpenRecord(Visitor, cancel);
        await using var record = Command(statement, values);
        record.Connection = _record?.Connection ?? Connection;
        await record.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Records that somebody asked for a case whose role has no such pages.</summary>
    /// <inheritdoc cref="MayShow"/>
    public Task TurnAway(StreamId participant, string page, CancellationToken cancel = default) => Record(participant, page, false, cancel);

    /// <summary>Makes the record of it lasting. Before this nothing may be shown.</summary>
    public async Task Close(CancellationToken cancel = default)
    {
        if (_record is var (_, record)) await record.CommitAsync(cancel);
        await _transaction.CommitAsync(cancel);
    }

    public NpgsqlCommand Command(string statement, params object?[] values)
    {
        var command = new NpgsqlCommand(Statements.Files[statement], Connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        if (_record is var (connection, record))
        {
            await record.DisposeAsync();
            await connection.DisposeAsync();
        }
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
