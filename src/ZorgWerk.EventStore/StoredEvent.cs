using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace ZorgWerk.EventStore;

/// <summary>An event as it lies in the store. <see cref="Data"/> is the stored JSON; its key order and white space mean nothing.</summary>
public record StoredEvent
{
    /// <summary>Place in the order of commits over all streams. Has gaps, never repeats, never runs back.</summary>
    public required long Position { get; init; }
    public required TenantId Tenant { get; init; }
    public required StreamId Stream { get; init; }

    /// <summary>1, 2, 3 … within the stream.</summary>
    public required long Version { get; init; }
    public required Guid Id { get; init; }
    public required string Type { get; init; }
    public required Instant RecordedAt { get; init; }
    public required ReadOnlyMemory<byte> Data { get; init; }
    public ReadOnlyMemory<byte> Headers { get; init; }
}

/// <summary>An event in the order of commits, with what tells how it came here. Streams are read without, because folding asks for none of it.</summary>
public sealed record CommittedEvent : StoredEvent
{
    [SetsRequiredMembers]
    public CommittedEvent(StoredEvent read) : base(read)
    {
    }

    public string? DotNetType { get; init; }

    /// <summary>The command that wrote it, for what was written by us.</summary>
    public string? CorrelationId { get; init; }
    public string? CausationId { get; init; }
}

/// <summary>Which part of a stream to read, and in which direction. Bounds are inclusive; paging is <see cref="AfterVersion"/> plus <see cref="AtMost"/>.</summary>
public sealed record StreamSlice
{
    public static readonly StreamSlice Whole = new();

    public bool Backwards { get; init; }

    /// <summary>Exclusive start: versions above it when reading forwards, below it when reading backwards.</summary>
    public long? AfterVersion { get; init; }
    public long? UpToVersion { get; init; }

    /// <summary>Only what was recorded at or before this moment.</summary>
    public Instant? UpToInstant { get; init; }

    /// <summary>Only what was committed at or before this position.</summary>
    public long? UpToPosition { get; init; }
    public int? AtMost { get; init; }
}

/// <summary>The end of one stream in stream order, to go on after.</summary>
public readonly record struct StreamCursor(TenantId Tenant, StreamId Stream);
