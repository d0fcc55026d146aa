using System.Text;
using System.Text.Unicode;

namespace ZorgWerk.Casework.Import;

/// <summary>One row of a CSV file, or why it cannot be read.</summary>
/// <param name="Number">Line of the file that the row begins on, from 1.</param>
/// <param name="Fault">A key of the catalogue of words; then there are no cells.</param>
internal sealed record CsvRow(long Number, IReadOnlyList<string> Cells, string? Fault, long BytesRead);

/// <summary>
/// The rows of a CSV file of any size, as RFC 4180 has them, one at a time. Commas or semicolons: whichever comes first, since no header
/// has either in a name. A row that is too long is passed over without being held.
/// </summary>
internal sealed class CsvRows(Stream file)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly List<byte> _row = [];
    private readonly List<int> _cellEnds = [];
    private Place _place;
    private string? _fault;
    private long _line = 1;
    private long _firstLine = 1;

    private enum Place { CellStart, Bare, Quoted, AfterQuote }

    /// <summary>Nothing until one was met.</summary>
    public char? Separator { get; private set; }

    public async IAsyncEnumerable<CsvRow> Read([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var buffer = new byte[64 * 1024];
        var length = await file.ReadAtLeastAsync(buffer, ByteOrderMark.Length, throwOnEndOfStream: false, cancel);
        long before = 0;
        for (var from = buffer.AsSpan(0, length).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0; length > 0; from = 0)
        {
            for (var at = from; at < length; at++)
                if (EndsRow(buffer[at]) && Row(before + at + 1) is { } row) yield return row;
            before += length;
            length = await file.ReadAsync(buffer, cancel);
        }
        // Whatever else is wrong with it, this is what to look for.
        if (_place is Place.Quoted) _fault = "line/quote-not-closed";
        if (Row(before) is { } last) yield return last;
    }

    private bool EndsRow(byte next)
    {
        switch (_place)
        {
            case Place.Quoted when next == '"':
                _place = Place.AfterQuote;
                return false;
            case Place.Quoted:
                if (next == '\n') _line++;
                Keep(next);
                return false;
            case Place.AfterQuote when next == '"':
                _place = Place.Quoted;
                Keep(next);
                return false;
            case Place.CellStart when next == '"':
                _place = Place.Quoted;
                return false;
        }

        if (next == '\n')
        {
            _line++;
            return true;
        }
        if (next == '\r') return false;
        if (next is (byte)',' or (byte)';') Separator ??= (char)next;
        if (next == Separator)
        {
            EndCell();
            return false;
        }
        if (next == '"' || _place is Place.AfterQuote) _fault ??= "line/quote-misplaced";
        _place = Place.Bare;
        Keep(next);
        return false;
    }

    private void Keep(byte next)
    {
        if (_fault is not null) return;
        if (_row.Count < LineReader.LongestLine) _row.Add(next);
        else _fault = "line/too-long";
    }

    private void EndCell()
    {
        if (_fault is null && _cellEnds.Count == LineReader.LongestLine) _fault = "line/too-long";
        if (_fault is null) _cellEnds.Add(_row.Count);
        _place = Place.CellStart;
    }

    /// <summary>What was gathered, and a clean slate; nothing for an empty line.</summary>
    private CsvRow? Row(long bytesRead)
    {
        var isEmpty = _place is Place.CellStart && _cellEnds.Count == 0 && _fault is null;
        EndCell();
        var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_row);
        if (_fault is null && !Utf8.IsValid(bytes)) _fault = "line/not-utf-8";
        var cells = new List<string>();
        if (_fault is null)
            for (var at = 0; at < _cellEnds.Count; at++) cells.Add(Encoding.UTF8.GetString(bytes[(at == 0 ? 0 : _cellEnds[at - 1]).._cellEnds[at]]));
        var row = isEmpty ? null : new CsvRow(_firstLine, cells, _fault, bytesRead);
        _row.Clear();
        _cellEnds.Clear();
        (_fault, _firstLine) = (null, _line);
        return row;
    }
}
