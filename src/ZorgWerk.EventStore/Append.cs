using NodaTime;

namespace ZorgWerk.EventStore;

/// <summary>An event on its way into a stream.</summary>
/// <param name="Id">Made by the caller; unique.</param>
/// <param name="Type">The stored name, at most 500 characters: Marten's alias such as <c>consent_granted</c>.</param>
/// <param name="DotNetType">Marten's <c>Namespace.Type, Assembly</c>; a hint, the alias decides.</param>
/// <param name="Data">The payload, a JSON object in UTF-8.</param>
/// <param name="Headers">A JSON object in UTF-8, or nothing.</param>
public sealed record NewEvent(Guid Id, string Type, string? DotNetType, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Headers = default, string? CausationId = null);

/// <summary>Events for one stream, accepted only while the stream is still at <paramref name="ExpectedVersion"/> (0: it does not exist yet).</summary>
public sealed record StreamAppend(StreamId Stream, long ExpectedVersion, IReadOnlyList<NewEvent> Events, string? StreamType = null);

/// <summary>
/// One command's writes: several streams, the rows of views that follow from them, and the answer to give when the command comes again.
/// All of it is committed, or nothing is. A command without streams is legal: it remembers its answer and writes its rows.
/// </summary>
public sealed record Append(TenantId Tenant, CommandId Command, BodyHash Body)
{
    public IReadOnlyList<StreamAppend> Streams { get; init; } = [];

    /// <summary>Rows to put or remove in the same transaction. Of two changes to one key, the later wins.</summary>
    public IReadOnlyList<RowChange> Rows { get; init; } = [];

    /// <summary>A JSON value in UTF-8 kept with the command id for ever. May be empty.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }
}

/// <summary>SHA-256 of what the command asked, to tell a repetition from another command under the same id.</summary>
public readonly record struct BodyHash
{
    public const int Length = 32;

    private readonly ReadOnlyMemory<byte> _bytes;

    public BodyHash(ReadOnlyMemory<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        _bytes = bytes;
    }

    public ReadOnlyMemory<byte> Bytes => _bytes;

    public bool Equals(BodyHash other) => _bytes.Span.SequenceEqual(other._bytes.Span);

    public override int GetHashCode() => _bytes.Length >= 4 ? BitConverter.ToInt32(_bytes.Span) : 0;
}

/// <summary>What became of an <see cref="Append"/>.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>Written now.</summary>
    /// <param name="RecordedAt">The store's clock, set under the append lock; never runs back.</param>
    /// <param name="Position">Position of the last event of this command; 0 when it had none.</param>
    public sealed record Appended(Instant RecordedAt, long Position) : AppendResult;

    /// <summary>This command was done before, with the same body. Nothing was written now.</summary>
    public sealed record Repeated(FirstAnswer First) : AppendResult;

    /// <summary>This command id was used before, for something else. Nothing was written.</summary>
    public sealed record OtherBody : AppendResult;

    /// <summary>A stream was not at the expected version. Nothing was written; load again, decide again.</summary>
    public sealed record Conflict(StreamId Stream, long Expected, long Actual) : AppendResult;
}

/// <summary>What was answered the first time a command came.</summary>
public sealed record FirstAnswer(BodyHash Body, Instant RecordedAt, long Position, ReadOnlyMemory<byte> Answer);
