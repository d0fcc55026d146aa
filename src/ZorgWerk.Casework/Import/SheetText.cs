using System.Buffers;
using System.Text;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// The bytes of a sheet as UTF-8, whatever it was saved as: with a byte order mark as that says; without one as UTF-8 where it
/// reads as such, and
/// otherwise as Windows-1252, in which Excel writes <em>CSV</em> in Western Europe. What reads as neither is left, for the rows
/// that are not UTF-8 to say so.
/// </summary>
internal static class SheetText
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Bytes that stand for no letter in Windows-1252.</summary>
    private static readonly SearchValues<byte> NotWindows1252 = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    /// <param name="file">Gone through once to see what it is, so it must be able to be gone back in; left open.</param>
    public static async Task<Stream> AsUtf8(Stream file, CancellationToken cancel)
    {
        var start = file.Position;
        var encoding = await EncodingOf(file, cancel);
        file.Position = start;
        return encoding is null ? file : Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>Nothing for UTF-8.</summary>
    private static async Task<Encoding?> EncodingOf(Stream file, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        var length = await file.ReadAtLeastAsync(buffer, 4, throwOnEndOfStream: false, cancel);
        switch (buffer.AsSpan(0, length))
        {
            case [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..]: return Encoding.Unicode;
            case [0xFE, 0xFF, ..]: return Encoding.BigEndianUnicode;
            case [0xEF, 0xBB, 0xBF, ..]: return null;
        }

        var (isElsewhere, isNot1252) = (false, false);
        var kept = 0;
        for (var isEnd = length == 0; !isEnd;)
        {
            var bytes = buffer.AsSpan(0, kept + length);
            isNot1252 |= bytes.ContainsAny(NotWindows1252);
            var (begun, holdsUtf8, holdsOther) = Look(bytes);
            // One letter that is UTF-8 beside others that are not: it was put together from both, and no reading is right.
            if (holdsUtf8) return null;
            isElsewhere |= holdsOther;
            bytes[^begun..].CopyTo(buffer);
            kept = begun;
            length = await file.ReadAsync(buffer.AsMemory(kept), cancel);
            isEnd = length == 0;
        }
        return (isElsewhere || kept > 0) && !isNot1252 ? Windows1252 : null;
    }

    /// <returns>How many bytes at the end may be the beginning of a letter; whether there are letters of two bytes and more;
    /// and bytes that are none.</returns>
    private static (int Begun, bool HoldsUtf8, bool HoldsOther) Look(ReadOnlySpan<byte> bytes)
    {
        var (holdsUtf8, holdsOther) = (false, false);
        while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            bytes = bytes[at..];
            var read = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (read is OperationStatus.NeedMoreData) return (bytes.Length, holdsUtf8, holdsOther);
            if (read is OperationStatus.Done) holdsUtf8 = true;
            else holdsOther = true;
            bytes = bytes[used..];
        }
        return (0, holdsUtf8, holdsOther);
    }
}
