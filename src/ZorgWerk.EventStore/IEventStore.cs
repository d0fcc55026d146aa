namespace ZorgWerk.EventStore;

/// <summary>Streams of events per tenant, read in stream order or in the order of commits.</summary>
public interface IEventReader
{
    /// <summary>One stream; an unknown one is empty.</summary>
    IAsyncEnumerable<StoredEvent> ReadStream(TenantId tenant, StreamId stream, StreamSlice slice, CancellationToken cancel = default);

    /// <summary>Every stream in commit order, after a position. A reader that has seen a position never misses one below it.</summary>
    IAsyncEnumerable<CommittedEvent> ReadAll(long afterPosition = 0, int? atMost = null, CancellationToken cancel = default);

    /// <summary>Every stream, one after the other by tenant and id, each in version order, as all stood at <paramref name="upToPosition"/>.</summary>
    IAsyncEnumerable<StoredEvent> ReadByStream(long upToPosition, StreamCursor? after = null, CancellationToken cancel = default);
}

/// <summary>
/// Streams that are appended to whole or not at all. Every engine passes the same contract suite.
/// </summary>
public interface IEventStore : IEventReader
{
    /// <summary>
    /// Writes one command. Concurrent calls may share a transaction, yet each gets its own result. Calls made one after the other
    /// without waiting are taken in the order they were made.
    /// </summary>
    /// <exception cref="StoreUnavailableException">
    /// The database did not answer, so the outcome is unknown: repeat the same command, under the same id, to learn it.
    /// </exception>
    Task<AppendResult> Append(Append append, CancellationToken cancel = default);

    /// <summary>
    /// Writes a series of commands, each decided on what those before it write: all of them, or none. For work that comes in bulk; the views' rows of
    /// the whole series may stand in its last command.
    /// </summary>
    /// <param name="series">At least one; no command twice.</param>
    /// <returns>Where all are written, the last one's; otherwise what stands in the way of the first that cannot be written, which is nobody's answer.</returns>
    /// <inheritdoc cref="Append"/>
    Task<AppendResult> AppendSeries(IReadOnlyList<Append> series, CancellationToken cancel = default);

    /// <summary>The first answers of those commands that were done before; the others are absent.</summary>
    Task<IReadOnlyDictionary<CommandId, FirstAnswer>> FindAnswers(TenantId tenant, IReadOnlyCollection<CommandId> commands, CancellationToken cancel = default);

    /// <summary>The last committed position; 0 for an empty store.</summary>
    Task<long> LastPosition(CancellationToken cancel = default);
}

/// <summary>The database did not answer. What was asked may or may not have been done.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
