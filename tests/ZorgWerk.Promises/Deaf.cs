using System.Runtime.CompilerServices;
using ZorgWerk.EventStore;

namespace ZorgWerk.Promises;

/// <summary>A store that tells of nothing new: whoever asks what came after a position hears that nothing did.</summary>
/// <param name="meanwhile">What did come, before the first answer.</param>
internal sealed class Deaf(IEventStore store, Func<Task> meanwhile) : IEventStore
{
    private bool _wasAsked;

    public async IAsyncEnumerable<CommittedEvent> ReadAll(long afterPosition = 0, int? atMost = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (!_wasAsked) await meanwhile();
        _wasAsked = true;
        yield break;
    }

    public Task<AppendResult> Append(Append append, CancellationToken cancel = default) => store.Append(append, cancel);

    public Task<AppendResult> AppendSeries(IReadOnlyList<Append> series, CancellationToken cancel = default) => store.AppendSeries(series, cancel);

    public Task<IReadOnlyDictionary<CommandId, FirstAnswer>> FindAnswers(TenantId tenant, IReadOnlyCollection<CommandId> commands, CancellationToken cancel = default) => store.FindAnswers(tenant, commands, cancel);

    public IAsyncEnumerable<StoredEvent> ReadStream(TenantId tenant, StreamId stream, StreamSlice slice, CancellationToken cancel = default) => store.ReadStream(tenant, stream, slice, cancel);

    public IAsyncEnumerable<StoredEvent> ReadByStream(long upToPosition, StreamCursor? after = null, CancellationToken cancel = default) => store.ReadByStream(upToPosition, after, cancel);

    public Task<long> LastPosition(CancellationToken cancel = default) => store.LastPosition(cancel);
}
