using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace ZorgWerk.Casework.Import;

/// <summary>One row of a CSV file, or why it cannot be read.</summary>
/// <param name="Number">Line of the file that the row begins on, from 1.</param>
/// <param name="Fault">A key of the catalogue of words; then there are no cells.</param>
/// <param name="FaultyCell">The cell it is about, from 0.</param>
internal sealed record CsvRow(long Number, IReadOnlyList<string> Cells, string? Fault, int FaultyCell, long BytesRead);

/// <summary>
/// The rows of a CSV file of any size, as RFC 4180 has them, one at a time; lines may end as on any system. Commas, semicolons
/// or tabs: whichever
/// comes first, since no header has one in a name, or what a first line <c>sep=;</c> says. A row that is too long is passed
/// over without being held.
/// </summary>
/// <param name="file">In UTF-8.</param>
internal sealed class CsvRows(Stream file)
{
    private const string SeparatorLine = "sep=";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly List<byte> _row = [];
    private readonly List<int> _cellEnds = [];
    private Place _place;
    private bool _isAfterReturn;
    private string? _fault;
    private int _faultyCell;
    private char? _separator;
    private long _line = 1;
    private long _firstLine = 1;

    private enum Place { CellStart, Bare, Quoted, AfterQuote }

    public async IAsyncEnumerable<CsvRow> Read([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var isFirst = true;
        await foreach (var row in All(cancel))
        {
            var says = isFirst && row.Fault is null ? string.Join(_separator ?? ',', row.Cells) : "";
            isFirst = false;
            if (!says.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase)) yield return row;
            // A spreadsheet that saves it again may put the separators of the other columns behind it.
            else if (says[SeparatorLine.Length..].Distinct().ToArray() is [(',' or ';' or '\t') and var said]) _separator = said;
            else yield return row with { Fault = "line/unknown-separator" };
        }
    }

    private async IAsyncEnumerable<CsvRow> All([EnumeratorCancellation] CancellationToken cancel)
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
        if (_place is Place.Quoted) (_fault, _faultyCell) = ("line/quote-not-closed", _cellEnds.Count);
        if (Row(before) is { } last) yield return last;
    }

    private bool EndsRow(byte next)
    {
        var isSecondHalf = next == '\n' && _isAfterReturn;
        var isLineEnd = next is (byte)'\n' or (byte)'\r';
        _isAfterReturn = next == '\r';
        if (isLineEnd && !isSecondHalf) _line++;
        switch (_place)
        {
            case Place.Quoted when next == '"':
                _place = Place.AfterQuote;
                return false;
            case Place.Quoted:
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

        if (isLineEnd) return !isSecondHalf;
        if (next is (byte)',' or (byte)';' or (byte)'\t') _separator ??= (char)next;
        if (next == _separator)
        {
            EndCell();
            return false;
        }
        if (next == '"' || _place is Place.AfterQuote) Refuse("line/quote-misplaced");
        _place = Place.Bare;
        Keep(next);
        return false;
    }

    private void Refuse(string fault)
    {
        if (_fault is null) (_fault, _faultyCell) = (fault, _cellEnds.Count);
    }

    private void Keep(byte next)
    {
        if (_fault is not null) return;
        if (_row.Count < LineReader.LongestLine) _row.Add(next);
        else Refuse("line/too-long");
    }

    private void EndCell()
    {
        if (_cellEnds.Count == LineReader.LongestLine) Refuse("line/too-long");
        else _cellEnds.Add(_row.Count);
        _place = Place.CellStart;
    }

    /// <summary>What was gathered, and a clean slate; nothing for an empty line.</summary>
    private CsvRow? Row(long bytesRead)
    {
        var isEmpty = _place is Place.CellStart && _cellEnds.Count == 0 && _fault is null;
        EndCell();
        var bytes = CollectionsMarshal.AsSpan(_row);
        var cells = new List<string>();
        for (var at = 0; at < _cellEnds.Count && _fault is null; at++)
        {
            var cell = bytes[(at == 0 ? 0 : _cellEnds[at - 1]).._cellEnds[at]];
            if (Utf8.IsValid(cell)) cells.Add(Encoding.UTF8.GetString(cell));
            else (_fault, _faultyCell) = ("line/not-utf-8", at);
        }
        var row = isEmpty ? null : new CsvRow(_firstLine, _fault is null ? cells : [], _fault, _faultyCell, bytesRead);
        _row.Clear();
        _cellEnds.Clear();
        (_fault, _faultyCell, _firstLine) = (null, 0, _line);
        return row;
    }
}
