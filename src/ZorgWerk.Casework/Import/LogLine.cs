namespace ZorgWerk.Casework.Import;

/// <summary>One line of a step log as JSON, or what keeps it from being read.</summary>
/// <param name="Number">In the file, from 1; of a row that runs over several lines, the first of them.</param>
/// <param name="BytesRead">Of the whole file so far.</param>
public sealed record LogLine(long Number, ReadOnlyMemory<byte> Json, long BytesRead)
{
    /// <summary>Any of these, and there is no JSON.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    internal static LogLine Unread(long number, long bytesRead, params IReadOnlyList<FieldFault> faults) => new(number, default, bytesRead) { Faults = faults };
}
