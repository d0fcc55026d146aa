using System.Globalization;
using System.Buffers;

namespace ZorgWerk.Casework;

/// <summary>Lines of a sheet for others to open (RFC 4180). A cell that a spreadsheet would take for a formula is made text.</summary>
internal static class Csv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n\t");

    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r");

    public static string Line(params IEnumerable<object?> cells) => string.Join(',', cells.Select(cell => cell switch
    {
        string text => Cell(text),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    }));

    private static string Cell(string text)
    {
        if (text.Length > 0 && Formula.Contains(text[0])) text = "'" + text;
        return text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
