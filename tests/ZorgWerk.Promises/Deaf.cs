using ZorgWerk.EventStore;

namespace ZorgWerk.Promises;

/// <summary>A store that tells of nothing new: whoever asks what came after a position hears that nothing did.</summary>
internal sealed class Deaf(IEventStore store) : IEventStore
{
    public IAsyncEnumerable<StoredEvent> ReadAll(long afterPosition = 0, int? atMost = null, CancellationToken cancel = default) => AsyncEnumerable.Empty<StoredEvent>();

    public Task<AppendResult> Append(Append append, CancellationToken cancel = default) => store.Append(append, cancel);

    public Task<IReadOnlyDictionary<CommandId, FirstAnswer>> FindAnswers(TenantId tenant, IReadOnlyCollection<CommandId> commands, CancellationToken cancel = default) => store.FindAnswers(tenant, commands, cancel);

    public IAsyncEnumerable<StoredEvent> ReadStream(TenantId tenant, StreamId stream, StreamSlice slice, CancellationToken cancel = default) => store.ReadStream(tenant, stream, slice, cancel);

    public IAsyncEnumerable<StoredEvent> ReadByStream(long upToPosition, StreamCursor? after = null, CancellationToken cancel = default) => store.ReadByStream(upToPosition, after, cancel);

    public Task<long> LastPosition(CancellationToken cancel = default) => store.LastPosition(cancel);
}
