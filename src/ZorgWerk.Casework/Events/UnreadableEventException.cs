using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Events;

/// <summary>
/// A stored event that this version of the service cannot read or fold. Whoever meets one stops and names it; nobody skips it. The message
/// tells the place and the kind of fault, never what stood there.
/// </summary>
public sealed class UnreadableEventException(StoredEvent stored, Exception why)
    : Exception($"Event {stored.Position} ({stored.Type}, version {stored.Version} of stream {stored.Stream} of {stored.Tenant}) cannot be read: {why.GetType().Name}.", why)
{
    public long Position { get; } = stored.Position;
    public TenantId Tenant { get; } = stored.Tenant;
    public StreamId Stream { get; } = stored.Stream;
    public long Version { get; } = stored.Version;
    public string Type { get; } = stored.Type;
}
