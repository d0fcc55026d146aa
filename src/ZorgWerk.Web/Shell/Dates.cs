using System.Collections.Frozen;
using System.Globalization;
using NodaTime.Text;

namespace ZorgWerk.Web.Shell;

/// <summary>Days as they are read and typed in each language. Typed, day first: <c>17-11-2026</c>.</summary>
public static class Dates
{
    private static readonly FrozenDictionary<string, (LocalDatePattern Long, LocalDatePattern Short, LocalDatePattern WithYear)> Patterns =
        new[] { ("nl", "nl-BE"), ("fr", "fr-BE"), ("en", "en-GB") }.ToFrozenDictionary(pair => pair.Item1, pair =>
        {
            var culture = CultureInfo.GetCultureInfo(pair.Item2);
            return (LocalDatePattern.Create("ddd d MMM yyyy", culture), LocalDatePattern.Create("d MMM", culture), LocalDatePattern.Create("d MMM yyyy", culture));
        });

    private static readonly LocalDatePattern[] Typed =
        [.. new[] { "d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "d M yyyy", "yyyy-MM-dd" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    public static string Long(LocalDate day, string language) => WithoutDots(Patterns[language].Long.Format(day));

    public static string Short(LocalDate day, LocalDate today, string language) =>
        WithoutDots((day.Year == today.Year ? Patterns[language].Short : Patterns[language].WithYear).Format(day));

    public static string ToType(LocalDate day) => Typed[0].Format(day);

    /// <summary>What somebody typed as a day; nothing when it is none.</summary>
    public static LocalDate? Parse(string? typed)
    {
        if (typed is null) return null;
        foreach (var pattern in Typed)
            if (pattern.Parse(typed.Trim()) is { Success: true } day) return day.Value;
        return null;
    }

    // "nov." in the middle of a line reads as its end.
    private static string WithoutDots(string day) => day.Replace(".", "", StringComparison.Ordinal);
}
