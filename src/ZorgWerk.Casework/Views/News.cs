using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>The streams that have something new after a position, and up to which.</summary>
internal sealed record News(long UpTo, IReadOnlyCollection<(TenantId Tenant, StreamId Stream)> Streams)
{
    public static async Task<News> After(long position, int atMost, IEventStore store, CancellationToken cancel, long upTo = long.MaxValue)
    {
        var streams = new HashSet<(TenantId, StreamId)>();
        await foreach (var stored in store.ReadAll(position, atMost, cancel))
        {
            if (stored.Position > upTo) break;
            streams.Add((stored.Tenant, stored.Stream));
            position = stored.Position;
        }
        return new News(position, streams);
    }

    /// <summary>Each of those that is a participant, as it stood at <see cref="UpTo"/>.</summary>
    public async Task<List<FoldedCase>> Fold(CaseReader reader, CancellationToken cancel)
    {
        var cases = new List<FoldedCase>(Streams.Count);
        foreach (var (tenant, stream) in Streams)
        {
            var folded = await reader.Fold(tenant, stream, new Moment(UpToPosition: UpTo), cancel: cancel);
            if (folded.Version > 0) cases.Add(new FoldedCase(tenant, stream, folded, UpTo));
        }
        return cases;
    }
}
