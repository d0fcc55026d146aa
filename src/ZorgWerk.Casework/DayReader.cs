using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace ZorgWerk.Casework;

/// <summary>Where a day lies that was written without its year.</summary>
public enum DayDirection
{
    /// <summary>Something that happened: today or before.</summary>
    Past,

    /// <summary>Something that is still to come: today or after.</summary>
    Future,

    /// <summary>Either: the one closest to today, the past one where both are as far.</summary>
    Nearest,
}

/// <summary>A day as it was read.</summary>
/// <param name="Day">null when it could not be.</param>
/// <param name="Fault">Key of the words that say why not and how to write it.</param>
public readonly record struct DayRead(LocalDate? Day, string? Fault);

/// <summary>
/// Days and moments as they come in from outside. All lie between <see cref="First"/> and <see cref="Last"/>, so that whatever counts on from them, or stores
/// them, has room to.
/// </summary>
public static class DayReader
{
    /// <summary>No day or moment before this one is taken.</summary>
    public static readonly LocalDate First = new(1900, 1, 1);

    /// <summary>No day or moment after this one is taken.</summary>
    public static readonly LocalDate Last = new(2199, 12, 31);

    public const string NotADay = "day/not-a-day";
    public const string DoesNotExist = "day/does-not-exist";
    public const string YearUnclear = "day/year-unclear";
    public const string OutOfRange = "day/out-of-range";
    public const string OtherWeekday = "day/other-weekday";

    /// <summary>Longer than the longest way to write a day.</summary>
    private const int MostCharacters = 60;

    /// <summary>A year of two digits is one this close to now: 26 is 2026, and 99 may be either century.</summary>
    private const int YearsOfTwoDigits = 20;

    /// <summary>The 29th of February may be eight years away.</summary>
    private const int YearsBetweenLeapDays = 8;

    private static readonly Instant FirstMoment = First.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
    private static readonly Instant EndOfMoments = Last.PlusDays(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    /// <summary>Days from today, by the words for them in any of the three languages.</summary>
    private static readonly FrozenDictionary<string, int> Relative = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["vandaag"] = 0, ["gisteren"] = -1, ["eergisteren"] = -2, ["morgen"] = 1, ["overmorgen"] = 2,
        ["aujourd'hui"] = 0, ["aujourdhui"] = 0, ["hier"] = -1, ["avant-hier"] = -2, ["demain"] = 1, ["apres-demain"] = 2,
        ["today"] = 0, ["yesterday"] = -1, ["tomorrow"] = 1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Name, int Month)[] Months =
    [
        .. new[]
        {
            "januari februari maart april mei juni juli augustus september oktober november december",
            "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
            "january february march april may june july august september october november december",
        }.SelectMany(year => year.Split(' ').Select((name, at) => (name, at + 1))),
        ("mrt", 3),
    ];

    private static readonly FrozenDictionary<string, IsoDayOfWeek> Weekdays = new[]
    {
        "ma di wo do vr za zo", "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "lun mar mer jeu ven sam dim", "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "mon tue wed thu fri sat sun", "monday tuesday wednesday thursday friday saturday sunday",
    }.SelectMany(week => week.Split(' ').Select((name, at) => (name, Day: (IsoDayOfWeek)(at + 1)))).ToFrozenDictionary(one => one.name, one => one.Day, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Ordinals = new[] { "er", "e", "eme", "ste", "de", "st", "nd", "rd", "th" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Leading = new[] { "le", "op", "on", "the" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// A day as a person types it, in any of the three languages: <c>4/12</c>, <c>4-12-26</c>, <c>4 décembre 2026</c>, <c>2026-12-04</c>, <c>gisteren</c>. The day
    /// comes first, unless the year does or the month is a name.
    /// </summary>
    /// <param name="typed">Of any length and in any characters; empty is no day.</param>
    /// <param name="direction">Which year is meant where none is typed.</param>
    public static DayRead Typed(string? typed, LocalDate today, DayDirection direction)
    {
        if (typed is null || typed.Length > MostCharacters) return No(NotADay);
        var plain = Plain(typed);
        if (Relative.TryGetValue(plain, out var days)) return new(today.PlusDays(days), null);
        if (TokensOf(plain) is not { Count: > 0 } tokens) return No(NotADay);
        if (Written(tokens) is { } whole) return whole.In(today, direction);
        // Only then: "mar" is a Tuesday in "mar. 3 nov." and a month in "mar 3".
        if (!Weekdays.TryGetValue(tokens[0], out var weekday) || Written(tokens[1..]) is not { } dated) return No(NotADay);
        var read = dated.In(today, direction);
        return read.Day is { } day && day.DayOfWeek != weekday ? No(OtherWeekday) : read;
    }

    /// <summary>A day as programs write it, <c>2026-12-04</c>; null for anything else and for a day out of range.</summary>
    public static LocalDate? Iso(string? written) =>
        written is not null && LocalDatePattern.Iso.Parse(written) is { Success: true } day && IsInRange(day.Value) ? day.Value : null;

    /// <summary>A moment as programs write it, <c>2026-12-04T10:30:00Z</c>; null for anything else and for a moment out of range.</summary>
    public static Instant? Moment(string? written) =>
        written is not null && InstantPattern.ExtendedIso.Parse(written) is { Success: true } moment && Holds(moment.Value) ? moment.Value : null;

    /// <summary>Whether a moment is within bounds, however it was written.</summary>
    public static bool Holds(Instant moment) => moment >= FirstMoment && moment < EndOfMoments;

    private static bool IsInRange(LocalDate day) => day >= First && day <= Last;

    private static DayRead No(string fault) => new(null, fault);

    /// <summary>In small letters without accents; digits, spaces, dashes and apostrophes of any script as those of the keyboard.</summary>
    private static string Plain(string typed)
    {
        var known = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.DecimalDigitNumber: known.Append((int)Rune.GetNumericValue(rune)); break;
                case UnicodeCategory.DashPunctuation: known.Append('-'); break;
                case UnicodeCategory.Format: break;
                case UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.InitialQuotePunctuation: known.Append('\''); break;
                case var _ when Rune.IsWhiteSpace(rune): known.Append(' '); break;
                case var _ when rune.Value == '−': known.Append('-'); break;
                default: known.Append(rune.ToString()); break;
            }
        }

        var plain = new StringBuilder(known.Length);
        foreach (var c in known.ToString().Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark) plain.Append(char.ToLowerInvariant(c));
        return plain.ToString().Trim();
    }

    /// <summary>Its numbers and words; null when something else stands between them than separates the parts of a day.</summary>
    private static List<string>? TokensOf(string plain)
    {
        var tokens = new List<string>();
        for (var at = 0; at < plain.Length;)
        {
            var begin = at;
            while (at < plain.Length && IsSeparator(plain[at])) at++;
            var between = plain[begin..at].Replace(" ", "", StringComparison.Ordinal);
            if (between.TrimEnd('\'').Length > 1 || between.EndsWith("''", StringComparison.Ordinal)) return null;
            if (at == plain.Length) return between is "" or "." or "," ? tokens : null;
            if (tokens.Count == 0 && between.Length > 0) return null;

            var from = at;
            var isNumber = char.IsAsciiDigit(plain[at]);
            while (at < plain.Length && (isNumber ? char.IsAsciiDigit(plain[at]) : char.IsAsciiLetter(plain[at]))) at++;
            if (at == from) return null;
            var token = plain[from..at];
            var isFiller = tokens.Count == 0 ? Leading.Contains(token) : (from == begin && IsEnd(plain, at) && Ordinals.Contains(token)) || token is "of";
            if (!isFiller) tokens.Add(token);
        }
        return tokens;
    }

    private static bool IsEnd(string plain, int at) => at == plain.Length || IsSeparator(plain[at]);

    private static bool IsSeparator(char c) => c is ' ' or '-' or '/' or '.' or ',' or '\'';

    /// <summary>What day these are parts of; null when they are none.</summary>
    private static Parts? Written(List<string> tokens) => tokens switch
    {
        [{ Length: 8 } digits] when IsNumber(digits) => Compact(digits),
        [{ Length: 4 } year, var month, var day] when IsNumber(year) && IsShort(month) && IsShort(day) => new(day, int.Parse(month, CultureInfo.InvariantCulture), year),
        [var day, var month] when IsShort(day) && MonthOf(month) is { } number => new(day, number, null),
        [var day, var month, var year] when IsShort(day) && MonthOf(month) is { } number && IsNumber(year) => new(day, number, year),
        [var month, var day] when IsShort(day) && Named(month) is { } number => new(day, number, null),
        [var month, var day, var year] when IsShort(day) && Named(month) is { } number && IsNumber(year) => new(day, number, year),
        _ => null,
    };

    /// <summary>Eight digits, as a keyboard without signs makes one type them; what begins with a year cannot also begin with a day and a month.</summary>
    private static Parts Compact(string digits)
    {
        var dayFirst = new Parts(digits[..2], int.Parse(digits[2..4], CultureInfo.InvariantCulture), digits[4..]);
        var yearFirst = new Parts(digits[6..], int.Parse(digits[4..6], CultureInfo.InvariantCulture), digits[..4]);
        return yearFirst.In(First, DayDirection.Nearest).Day is not null ? yearFirst : dayFirst;
    }

    private static bool IsNumber(string token) => char.IsAsciiDigit(token[0]);

    private static bool IsShort(string token) => token.Length <= 2 && IsNumber(token);

    private static int? MonthOf(string token) => IsShort(token) ? int.Parse(token, CultureInfo.InvariantCulture) : Named(token);

    /// <summary>The month of that name, or of the only name that begins so.</summary>
    private static int? Named(string token)
    {
        if (token.Length < 3 || IsNumber(token)) return null;
        int? found = null;
        foreach (var (name, month) in Months)
        {
            if (!name.StartsWith(token, StringComparison.Ordinal)) continue;
            if (found is { } other && other != month) return null;
            found = month;
        }
        return found;
    }

    private readonly record struct Parts(string Day, int Month, string? Year)
    {
        public DayRead In(LocalDate today, DayDirection direction)
        {
            var day = int.Parse(Day, CultureInfo.InvariantCulture);
            if (Month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(2000, Month)) return No(DoesNotExist);
            if (Year is null) return new(Closest(day, today, direction), null);
            if (YearOf(Year, today) is not { } year) return No(YearUnclear);
            if (year < First.Year || year > Last.Year) return No(OutOfRange);
            return day > CalendarSystem.Iso.GetDaysInMonth(year, Month) ? No(DoesNotExist) : new(new LocalDate(year, Month, day), null);
        }

        private static int? YearOf(string written, LocalDate today)
        {
            if (written.Length is not (2 or 4)) return null;
            var year = int.Parse(written, CultureInfo.InvariantCulture);
            if (written.Length == 4) return year;
            year += today.Year / 100 * 100;
            return Math.Abs(year - today.Year) <= YearsOfTwoDigits ? year : null;
        }

        private LocalDate Closest(int day, LocalDate today, DayDirection direction)
        {
            LocalDate? before = null, after = null;
            for (var year = today.Year - YearsBetweenLeapDays; year <= today.Year + YearsBetweenLeapDays; year++)
            {
                if (day > CalendarSystem.Iso.GetDaysInMonth(year, Month)) continue;
                var one = new LocalDate(year, Month, day);
                if (one <= today) before = one;
                if (one >= today) after ??= one;
            }
            return direction switch
            {
                DayDirection.Past => before!.Value,
                DayDirection.Future => after!.Value,
                _ => Period.DaysBetween(before!.Value, today) <= Period.DaysBetween(today, after!.Value) ? before.Value : after.Value,
            };
        }
    }
}
