using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// Events in Marten's tables, through Npgsql alone. Concurrent appends share transactions; each statement is a file in Sql/.
/// A process needs one; several, on one node or many, take turns.
/// </summary>
/// <remarks>
/// Beside what the port says, <see cref="Append"/> throws <see cref="ArgumentException"/> for a command that could never be written and
/// <see cref="PostgresException"/> for one the database refuses (a row a view's table does not take, JSON it cannot hold); nothing was written then.
/// </remarks>
public sealed class PostgresEventStore : IEventStore, IAsyncDisposable
{
    private readonly WarmLine _line;
    private readonly AppendQueue _queue;
    private readonly EventReader _reader;

    /// <param name="database">Connects as <c>zorgwerk_app</c> or a member of it. Stays the caller's to dispose, after the store.</param>
    /// <param name="clock">Tells when events are recorded.</param>
    public PostgresEventStore(NpgsqlDataSource database, IClock clock, PostgresEventStoreOptions? options = null)
    {
        options ??= new PostgresEventStoreOptions();
        _line = new WarmLine(database);
        _queue = new AppendQueue(new GroupWriter(database, clock, options), options);
        _reader = new EventReader(_line.Lend, options);
    }

    /// <summary>
    /// Reads on one connection, in whatever transaction and with whatever rights it has; one reading at a time. For a page, whose reading is
    /// recorded in that same transaction and stays behind row-level security.
    /// </summary>
    public static IEventReader ReaderOn(NpgsqlConnection connection) => new EventReader(_ => Task.FromResult(new Lent(connection)), new PostgresEventStoreOptions());

    /// <inheritdoc />
    public Task<AppendResult> Append(Append append, CancellationToken cancel = default) => AppendSeries([append], cancel);

    /// <inheritdoc />
    public Task<AppendResult> AppendSeries(IReadOnlyList<Append> series, CancellationToken cancel = default) => StoreSignals.Source.HasListeners() ? Traced(series, cancel) : Enter(series, cancel);

    private async Task<AppendResult> Traced(IReadOnlyList<Append> series, CancellationToken cancel)
    {
        using var span = StoreSignals.Source.StartActivity("append");
        var result = await Enter(series, cancel);
        span?.SetTag("zorgwerk.answer", result.GetType().Name.ToLowerInvariant());
        return result;
    }

    private Task<AppendResult> Enter(IReadOnlyList<Append> series, CancellationToken cancel)
    {
        var waiting = new WaitingAppend(series, cancel);
        _queue.Enter(waiting);
        return cancel.CanBeCanceled ? waiting.Result.WaitAsync(cancel) : waiting.Result;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<CommandId, FirstAnswer>> FindAnswers(TenantId tenant, IReadOnlyCollection<CommandId> commands, CancellationToken cancel = default)
    {
        var answers = new Dictionary<CommandId, FirstAnswer>();
        await Query("find_answers", row => answers[new CommandId(row.GetGuid(1))] = Rows.FirstAnswer(row, 2), cancel,
            Wire.Many(NpgsqlDbType.Varchar, commands.Select(_ => tenant.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Uuid, commands.Select(command => command.Value).ToArray()));
        return answers;
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StoredEvent> ReadStream(TenantId tenant, StreamId stream, StreamSlice slice, CancellationToken cancel = default) =>
        _reader.ReadStream(tenant, stream, slice, cancel);

    /// <inheritdoc />
    public IAsyncEnumerable<CommittedEvent> ReadAll(long afterPosition = 0, int? atMost = null, CancellationToken cancel = default) =>
        _reader.ReadAll(afterPosition, atMost, cancel);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredEvent> ReadByStream(long upToPosition, StreamCursor? after = null, CancellationToken cancel = default) =>
        _reader.ReadByStream(upToPosition, after, cancel);

    /// <inheritdoc />
    public async Task<long> LastPosition(CancellationToken cancel = default)
    {
        var last = 0L;
        await Query("find_last_position", row => last = row.GetInt64(0), cancel);
        return last;
    }

    /// <summary>Takes no more commands, and returns when those that wait are written.</summary>
    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _line.DisposeAsync();
    }

    private async Task Query(string statement, Action<NpgsqlDataReader> each, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        try
        {
            await using var lent = await _line.Lend(cancel);
            await using var command = new NpgsqlCommand(Statements.Files[statement], lent.Connection);
            command.Parameters.AddRange(parameters);
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel)) each(row);
        }
        catch (NpgsqlException fault) when (Faults.IsUnavailable(fault))
        {
            throw Faults.Unavailable(fault);
        }
    }
}
