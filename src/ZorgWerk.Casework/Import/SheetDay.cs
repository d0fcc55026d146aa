using System.Text.RegularExpressions;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// Days in a sheet: as people type them, with midnight behind it too, but always with a year. A file means the same whenever it
/// is read, so
/// nothing in it is counted from today, and a year of two digits is one of this century.
/// </summary>
internal static partial class SheetDay
{
    /// <summary>Two days to read from: what they do not agree on depends on the day of reading.</summary>
    private static readonly (LocalDate One, LocalDate Other) From = (new LocalDate(2026, 1, 1), new LocalDate(2031, 8, 1));

    public static DayRead Read(string cell)
    {
        var text = WithYearInTwoDigits().Replace(Midnight().Replace(cell, ""), "${start}20${year}");
        var read = DayReader.Typed(text, From.One, DayDirection.Nearest);
        return read == DayReader.Typed(text, From.Other, DayDirection.Nearest) ? read : new DayRead(null, DayReader.YearUnclear);
    }

    /// <summary>
    /// The number by which a spreadsheet counts days, shown where the cell is not formatted as a date. From which day it
    /// counts the file does not say.
    /// </summary>
    public static bool IsSerial(string cell) => Serial().IsMatch(cell);

    [GeneratedRegex(@"[ T]0{1,2}:00(:00)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex Midnight();

    [GeneratedRegex(@"^(?<start>[0-9]{1,2}(?<between>[-/.])[0-9]{1,2}\k<between>)(?<year>[0-9]{2})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex WithYearInTwoDigits();

    [GeneratedRegex(@"^[0-9]{4,6}([.,][0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex Serial();
}
