using System.Text.RegularExpressions;
using NodaTime.Text;

namespace ZorgWerk.Casework.Import;

/// <summary>Days as spreadsheets in Belgium write them, day first: <c>2/11/2026</c>, <c>02-11-26</c>, <c>2026-11-02</c>, also with midnight behind it.</summary>
internal static partial class SheetDay
{
    private static readonly LocalDatePattern[] Patterns =
        [.. new[] { "uuuu-MM-dd", "d-M-uuuu", "d/M/uuuu", "d.M.uuuu" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    /// <summary>Nothing where it is no day, or none that is certain.</summary>
    public static LocalDate? Read(string cell)
    {
        var text = WithYearInTwoDigits().Replace(Midnight().Replace(cell, ""), "${start}20${year}");
        foreach (var pattern in Patterns)
            if (pattern.Parse(text) is { Success: true } day) return day.Value;
        return null;
    }

    /// <summary>The number by which a spreadsheet counts days, shown where the cell is not formatted as a date. From which day it counts the file does not say.</summary>
    public static bool IsSerial(string cell) => Serial().IsMatch(cell);

    [GeneratedRegex(@"[ T]0{1,2}:00(:00)?\z")]
    private static partial Regex Midnight();

    [GeneratedRegex(@"^(?<start>[0-9]{1,2}([-/.])[0-9]{1,2}\1)(?<year>[0-9]{2})\z")]
    private static partial Regex WithYearInTwoDigits();

    [GeneratedRegex(@"^[0-9]{4,6}([.,][0-9]+)?\z")]
    private static partial Regex Serial();
}
