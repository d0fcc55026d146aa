namespace ZorgWerk.EventStore.Postgres;

/// <summary>How the engine shares transactions and how long it waits. The defaults suit a web node and an import alike.</summary>
public sealed record PostgresEventStoreOptions
{
    /// <summary>At most so many commands share one transaction; a longer series goes alone.</summary>
    public int CommandsPerGroup { get; init; } = 512;

    /// <summary>No command joins a group that would then carry more bytes than this. A single larger command goes alone.</summary>
    public long BytesPerGroup { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long the database may take over one round trip, waiting for another node's turn included.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
