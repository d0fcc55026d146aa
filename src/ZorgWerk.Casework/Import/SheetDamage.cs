using System.Text.RegularExpressions;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// What spreadsheets make of cells they were not told to leave alone. What stood there before cannot be known, so it is
/// asked for.
/// </summary>
public static partial class SheetDamage
{
    private const string Months =
        "jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|sept|okt|oct|nov|dec|janv|févr|mars|avr|mai|juin|juil|août|déc";

    private const string DayAndMonth = $@"[0-9]{{1,2}}[-/. ]({Months})\.?([-/. ][0-9]{{2,4}})?";
    private const string MonthAndYear = $@"({Months})\.?[-/. ][0-9]{{2,4}}";
    private const string WholeDay = @"[0-9]{1,2}(?<between>[-/])[0-9]{1,2}\k<between>[0-9]{4}";

    /// <summary>Why this cell cannot be what somebody wrote, as a key of the catalogue of words; nothing where it can.</summary>
    public static string? In(string cell) => cell switch
    {
        _ when ErrorValue().IsMatch(cell) => "sheet/error-value",
        _ when Scientific().IsMatch(cell) => "sheet/number-shortened",
        _ when cell.Contains('\uFFFD', StringComparison.Ordinal) || ReadAsAnother().IsMatch(cell) => "sheet/letters-lost",
        _ => null,
    };

    /// <summary>The same of a day, which is also shown as the number by which a spreadsheet counts it.</summary>
    public static string? InDay(string cell) => SheetDay.IsSerial(cell) ? "sheet/day-as-number" : In(cell);

    /// <summary>
    /// The same of a reference or another short name, which is also made a date or a formula of, or marked as text by an
    /// apostrophe.
    /// </summary>
    public static string? InName(string cell) => In(cell) ?? cell switch
    {
        ['=', ..] => "sheet/formula",
        ['\'', var next, ..] when char.IsAsciiDigit(next) || next is '=' or '+' or '-' or '@' => "sheet/apostrophe",
        _ when Dated().IsMatch(cell) => "sheet/made-a-date",
        _ => null,
    };

    /// <summary>
    /// A formula that failed, in whatever language (#N/A, #REF!, #NAAM?, #DEEL/0!), or a column that was too narrow.
    /// </summary>
    [GeneratedRegex(@"^#(\p{Lu}[\p{Lu}/0]*[!?]|N/\p{Lu}{1,2}|#+)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex ErrorValue();

    /// <summary>With a sign and two digits after the E, as spreadsheets write it and people hardly do.</summary>
    [GeneratedRegex(@"^[+-]?[0-9]([.,][0-9]+)?E[+-][0-9]{2,3}\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex Scientific();

    /// <summary>UTF-8 that was opened as Windows-1252 and saved: Ã« for ë, â€™ for ’.</summary>
    [GeneratedRegex(@"Ã[\u00A0-\u00BF‰€‡ˆ]|Â[\u00A0«»°]|â€[™˜œ“”¦]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex ReadAsAnother();

    /// <summary>12-1 becomes 12/jan, 1-2026 jan/26, and 1-12-26 a day with its year in four digits.</summary>
    [GeneratedRegex($@"^({DayAndMonth}|{MonthAndYear}|{WholeDay})\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex Dated();
}
