using System.Collections.Concurrent;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework;

/// <summary>
/// Records as they stood after the last steps taken here, so that the next step on one need not read its stream. Whether it still stands so is
/// for the append to say: it goes by the version, and a stale record costs a second attempt, never a wrong decision. Of those not asked for
/// again the oldest go first.
/// </summary>
/// <param name="held">Half of how many are held at most.</param>
internal sealed class RecentCases(int held)
{
    private readonly Lock _turn = new();
    private ConcurrentDictionary<(TenantId, StreamId), Participant> _young = new(), _old = new();
    private int _added;

    public Participant? Find(TenantId tenant, StreamId stream) => _young.GetValueOrDefault((tenant, stream)) ?? _old.GetValueOrDefault((tenant, stream));

    public void Hold(TenantId tenant, StreamId stream, Participant record)
    {
        var young = _young;
        if (young.TryGetValue((tenant, stream), out var known) && known.Version >= record.Version) return;
        if (known is null && Interlocked.Increment(ref _added) > held) young = Turn(young);
        young[(tenant, stream)] = record;
    }

    public void Forget(TenantId tenant, StreamId stream)
    {
        _young.TryRemove((tenant, stream), out _);
        _old.TryRemove((tenant, stream), out _);
    }

    private ConcurrentDictionary<(TenantId, StreamId), Participant> Turn(ConcurrentDictionary<(TenantId, StreamId), Participant> full)
    {
        lock (_turn)
        {
            if (_young != full) return _young;
            (_old, _young, _added) = (full, new(), 0);
            return _young;
        }
    }
}
