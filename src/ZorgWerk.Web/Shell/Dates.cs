using System.Collections.Frozen;
using System.Globalization;
using NodaTime.Text;

namespace ZorgWerk.Web.Shell;

/// <summary>Days as they are read in each language, and as they stand in a field: <c>17-11-2026</c>. What is typed there is read by <see cref="Casework.DayReader"/>.</summary>
public static class Dates
{
    private static readonly FrozenDictionary<string, (LocalDatePattern Long, LocalDatePattern Short, LocalDatePattern WithYear)> Patterns =
        new[] { ("nl", "nl-BE"), ("fr", "fr-BE"), ("en", "en-GB") }.ToFrozenDictionary(pair => pair.Item1, pair =>
        {
            var culture = CultureInfo.GetCultureInfo(pair.Item2);
            return (LocalDatePattern.Create("ddd d MMM yyyy", culture), LocalDatePattern.Create("d MMM", culture), LocalDatePattern.Create("d MMM yyyy", culture));
        });

    private static readonly LocalDatePattern Typed = LocalDatePattern.CreateWithInvariantCulture("d-M-yyyy");

    public static string Long(LocalDate day, string language) => WithoutDots(Patterns[language].Long.Format(day));

    public static string Short(LocalDate day, LocalDate today, string language) =>
        WithoutDots((day.Year == today.Year ? Patterns[language].Short : Patterns[language].WithYear).Format(day));

    public static string ToType(LocalDate day) => Typed.Format(day);

    // "nov." in the middle of a line reads as its end.
    private static string WithoutDots(string day) => day.Replace(".", "", StringComparison.Ordinal);
}
