using System.Collections.Concurrent;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework;

/// <summary>Programmes and coaches, each read the first time somebody asks. For a stretch of work in bulk that changes none of them.</summary>
public sealed class HouseAtHand(CaseReader reader)
{
    private readonly ConcurrentDictionary<(TenantId, StreamId), Programme> _programmes = new();
    private readonly ConcurrentDictionary<(TenantId, StreamId), Coach> _coaches = new();

    internal async ValueTask<Programme> Programme(TenantId tenant, StreamId stream, CancellationToken cancel) =>
        _programmes.TryGetValue((tenant, stream), out var known) ? known : _programmes[(tenant, stream)] = await reader.Programme(tenant, stream, cancel);

    internal async ValueTask<Coach> Coach(TenantId tenant, StreamId stream, CancellationToken cancel) =>
        _coaches.TryGetValue((tenant, stream), out var known) ? known : _coaches[(tenant, stream)] = await reader.Coach(tenant, stream, cancel);
}
