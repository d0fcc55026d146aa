namespace ZorgWerk.EventStore.Contract;

/// <summary>Follows a store as every view does: it asks for what comes after the last position it saw.</summary>
public sealed class Follower(IEventStore store)
{
    private readonly List<StoredEvent> _seen = [];

    public IReadOnlyList<StoredEvent> Seen => _seen;

    public async Task CatchUp()
    {
        await foreach (var read in store.ReadAll(_seen.Count == 0 ? 0 : _seen[^1].Position)) _seen.Add(read);
    }

    /// <summary>Polls without a pause, and once more after the work is done.</summary>
    public async Task FollowUntil(Task work)
    {
        while (!work.IsCompleted) await CatchUp();
        await work;
        await CatchUp();
    }
}
