using System.Runtime.CompilerServices;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Tests;

/// <summary>The store, with something happening each time a reader of all streams has come to the end: the moment at which news is overlooked.</summary>
public sealed class Meddling(IEventStore store, Func<int, Task> afterRead) : IEventStore
{
    private int _reads;

    public async IAsyncEnumerable<CommittedEvent> ReadAll(long afterPosition = 0, int? atMost = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var stored in store.ReadAll(afterPosition, atMost, cancel)) yield return stored;
        await afterRead(++_reads);
    }

    public Task<AppendResult> Append(Append append, CancellationToken cancel = default) => store.Append(append, cancel);

    public Task<AppendResult> AppendSeries(IReadOnlyList<Append> series, CancellationToken cancel = default) => store.AppendSeries(series, cancel);

    public Task<IReadOnlyDictionary<CommandId, FirstAnswer>> FindAnswers(TenantId tenant, IReadOnlyCollection<CommandId> commands, CancellationToken cancel = default) =>
        store.FindAnswers(tenant, commands, cancel);

    public IAsyncEnumerable<StoredEvent> ReadStream(TenantId tenant, StreamId stream, StreamSlice slice, CancellationToken cancel = default) =>
        store.ReadStream(tenant, stream, slice, cancel);

    public IAsyncEnumerable<StoredEvent> ReadByStream(long upToPosition, StreamCursor? after = null, CancellationToken cancel = default) =>
        store.ReadByStream(upToPosition, after, cancel);

    public Task<long> LastPosition(CancellationToken cancel = default) => store.LastPosition(cancel);
}
