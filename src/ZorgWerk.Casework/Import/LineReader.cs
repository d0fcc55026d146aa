using System.Buffers;
using System.IO.Pipelines;

namespace ZorgWerk.Casework.Import;

/// <summary>The lines of a file of any size, one at a time. A line that is too long is passed over without being held, and said to be so.</summary>
public static class LineReader
{
    /// <summary>A step with the longest texts there may be is well below this.</summary>
    public const int LongestLine = 256 * 1024;

    /// <summary>Empty lines are left out.</summary>
    public static async IAsyncEnumerable<LogLine> Read(
        Stream file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        long number = 0, bytes = 0;
        var skipping = false;
        while (true)
        {
            var read = await pipe.ReadAsync(cancel);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                number++;
                bytes += line.Length + 1;
                if (skipping || line.Length > LongestLine) yield return TooLong(number, bytes);
                else if (Trimmed(line, number) is { Length: > 0 } text) yield return new LogLine(number, text, bytes);
                skipping = false;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (skipping || buffer.Length > LongestLine) yield return TooLong(number + 1, bytes + buffer.Length);
                else if (Trimmed(buffer, number + 1) is { Length: > 0 } text) yield return new LogLine(number + 1, text, bytes + buffer.Length);
                break;
            }

            if (skipping || buffer.Length > LongestLine)
            {
                skipping = true;
                bytes += buffer.Length;
                pipe.AdvanceTo(buffer.End);
            }
            else pipe.AdvanceTo(buffer.Start, buffer.End);
        }
        await pipe.CompleteAsync();
    }

    private static LogLine TooLong(long number, long bytes) => LogLine.Unread(number, bytes, new FieldFault(null, "line/too-long"));

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlySequence<byte> line, long number)
    {
        var text = line.ToArray().AsMemory();
        // A byte order mark is how some editors begin a file, not part of its first line.
        if (number == 1 && text.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) text = text[3..];
        return text.Trim((ReadOnlySpan<byte>)[(byte)' ', (byte)'\t', (byte)'\r']);
    }
}
