using System.Reflection;
using NodaTime;
using NodaTime.Text;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>A day is read as people write it, or refused with a sentence that shows how.</summary>
public class DayReaderSpecs
{
    private static readonly string[] Forms = ["ddd d MMM yyyy", "dddd d MMMM yyyy", "d MMM yyyy", "d/MM/yyyy"];

    /// <summary>A Sunday.</summary>
    private static readonly LocalDate Today = new(2026, 11, 29);

    [Theory]
    [InlineData("4-12-2026", "2026-12-04")]
    [InlineData("04-12-2026", "2026-12-04")]
    [InlineData("4/12/2026", "2026-12-04")]
    [InlineData("4.12.2026", "2026-12-04")]
    [InlineData("4. 12. 2026", "2026-12-04")]
    [InlineData("4 12 2026", "2026-12-04")]
    [InlineData("4 - 12 - 2026", "2026-12-04")]
    [InlineData(" 4-12-2026 ", "2026-12-04")]
    [InlineData("4-12-2026.", "2026-12-04")]
    [InlineData("4-12/2026", "2026-12-04")]
    [InlineData("4–12–2026", "2026-12-04")]
    [InlineData("4‑12‑2026", "2026-12-04")]
    [InlineData("4−12−2026", "2026-12-04")]
    [InlineData("2026-12-04", "2026-12-04")]
    [InlineData("2026/12/4", "2026-12-04")]
    [InlineData("04122026", "2026-12-04")]
    [InlineData("20261204", "2026-12-04")]
    [InlineData("20122026", "2026-12-20")]
    [InlineData("4-12-26", "2026-12-04")]
    [InlineData("4/12/'26", "2026-12-04")]
    [InlineData("1-2-06", "2006-02-01")]
    [InlineData("1-2-46", "2046-02-01")]
    [InlineData("4 december 2026", "2026-12-04")]
    [InlineData("4 dec 2026", "2026-12-04")]
    [InlineData("4 dec. 2026", "2026-12-04")]
    [InlineData("4-dec-26", "2026-12-04")]
    [InlineData("4dec2026", "2026-12-04")]
    [InlineData("4 DECEMBER 2026", "2026-12-04")]
    [InlineData("4 décembre 2026", "2026-12-04")]
    [InlineData("4 de\u0301cembre 2026", "2026-12-04")]
    [InlineData("4 decembre 2026", "2026-12-04")]
    [InlineData("4 déc. 2026", "2026-12-04")]
    [InlineData("le 4 décembre 2026", "2026-12-04")]
    [InlineData("op 4 december 2026", "2026-12-04")]
    [InlineData("on 4 December 2026", "2026-12-04")]
    [InlineData("1er mars 2026", "2026-03-01")]
    [InlineData("1ᵉʳ mars 2026", "2026-03-01")]
    [InlineData("2e maart 2026", "2026-03-02")]
    [InlineData("20ste maart 2026", "2026-03-20")]
    [InlineData("4th of December 2026", "2026-12-04")]
    [InlineData("2nd March 2026", "2026-03-02")]
    [InlineData("3rd March 2026", "2026-03-03")]
    [InlineData("December 4, 2026", "2026-12-04")]
    [InlineData("1 mrt 2026", "2026-03-01")]
    [InlineData("1 maa 2026", "2026-03-01")]
    [InlineData("1 mei 2026", "2026-05-01")]
    [InlineData("1 mai 2026", "2026-05-01")]
    [InlineData("1 May 2026", "2026-05-01")]
    [InlineData("1 août 2026", "2026-08-01")]
    [InlineData("1 aug 2026", "2026-08-01")]
    [InlineData("1 févr. 2026", "2026-02-01")]
    [InlineData("1 juil. 2026", "2026-07-01")]
    [InlineData("1 juin 2026", "2026-06-01")]
    [InlineData("1 okt 2026", "2026-10-01")]
    [InlineData("1 oct. 2026", "2026-10-01")]
    [InlineData("29-2-2024", "2024-02-29")]
    [InlineData("vr 4 dec 2026", "2026-12-04")]
    [InlineData("vrijdag 4 december 2026", "2026-12-04")]
    [InlineData("ven 4 déc 2026", "2026-12-04")]
    [InlineData("vendredi 4 décembre 2026", "2026-12-04")]
    [InlineData("Friday, 4 December 2026", "2026-12-04")]
    [InlineData("mar. 3 nov. 2026", "2026-11-03")]
    [InlineData("mar 3 2026", "2026-03-03")]
    [InlineData("4\u00a012\u00a02026", "2026-12-04")]
    [InlineData("4\u202fdécembre\u00a02026", "2026-12-04")]
    [InlineData("４／１２／２０２６", "2026-12-04")]
    [InlineData("٤-١٢-٢٠٢٦", "2026-12-04")]
    [InlineData("\u200e4-12-2026\u200f", "2026-12-04")]
    [InlineData("4\u200b-12-2026", "2026-12-04")]
    public void A_whole_day_is_that_day_in_every_direction(string typed, string day)
    {
        foreach (var direction in Enum.GetValues<DayDirection>()) DayReader.Typed(typed, Today, direction).ShouldBe(Read(day), $"{direction}");
    }

    [Theory]
    [InlineData("4/12", "2025-12-04", "2026-12-04", "2026-12-04")]
    [InlineData("4-12", "2025-12-04", "2026-12-04", "2026-12-04")]
    [InlineData("4.12.", "2025-12-04", "2026-12-04", "2026-12-04")]
    [InlineData("4 december", "2025-12-04", "2026-12-04", "2026-12-04")]
    [InlineData("4 déc.", "2025-12-04", "2026-12-04", "2026-12-04")]
    [InlineData("4 December", "2025-12-04", "2026-12-04", "2026-12-04")]
    [InlineData("vr 4 dec", "other", "2026-12-04", "2026-12-04")]
    [InlineData("27/11", "2026-11-27", "2027-11-27", "2026-11-27")]
    [InlineData("29/11", "2026-11-29", "2026-11-29", "2026-11-29")]
    [InlineData("1er mars", "2026-03-01", "2027-03-01", "2027-03-01")]
    [InlineData("1/6", "2026-06-01", "2027-06-01", "2026-06-01")]
    [InlineData("29/2", "2024-02-29", "2028-02-29", "2028-02-29")]
    public void A_day_without_its_year_is_the_nearest_that_the_field_can_mean(string typed, string past, string future, string nearest)
    {
        foreach (var (direction, day) in new[] { (DayDirection.Past, past), (DayDirection.Future, future), (DayDirection.Nearest, nearest) })
            DayReader.Typed(typed, Today, direction).ShouldBe(day is "other" ? new DayRead(null, DayReader.OtherWeekday) : Read(day), $"{direction}");
    }

    [Theory]
    [InlineData("vandaag", 0)]
    [InlineData("Gisteren", -1)]
    [InlineData("eergisteren", -2)]
    [InlineData("morgen", 1)]
    [InlineData("aujourd’hui", 0)]
    [InlineData("aujourd'hui", 0)]
    [InlineData("hier", -1)]
    [InlineData("avant-hier", -2)]
    [InlineData("après-demain", 2)]
    [InlineData("today", 0)]
    [InlineData("yesterday", -1)]
    [InlineData("TOMORROW", 1)]
    public void A_day_may_be_said_from_today(string typed, int days) => DayReader.Typed(typed, Today, DayDirection.Past).Day.ShouldBe(Today.PlusDays(days));

    [Theory]
    [InlineData("31/2", DayReader.DoesNotExist)]
    [InlineData("29-2-2026", DayReader.DoesNotExist)]
    [InlineData("31 april", DayReader.DoesNotExist)]
    [InlineData("13/13", DayReader.DoesNotExist)]
    [InlineData("12/31/2026", DayReader.DoesNotExist)]
    [InlineData("0/12", DayReader.DoesNotExist)]
    [InlineData("4-0-2026", DayReader.DoesNotExist)]
    [InlineData("2026-13-01", DayReader.DoesNotExist)]
    [InlineData("32122026", DayReader.DoesNotExist)]
    [InlineData("4-12-99", DayReader.YearUnclear)]
    [InlineData("4-12-5", DayReader.YearUnclear)]
    [InlineData("4-12-202", DayReader.YearUnclear)]
    [InlineData("4-12-20266", DayReader.YearUnclear)]
    [InlineData("4-12-99999999999999999999", DayReader.YearUnclear)]
    [InlineData("31-12-9999", DayReader.OutOfRange)]
    [InlineData("1-1-0001", DayReader.OutOfRange)]
    [InlineData("0000-01-01", DayReader.OutOfRange)]
    [InlineData("1-1-1899", DayReader.OutOfRange)]
    [InlineData("1-1-2200", DayReader.OutOfRange)]
    [InlineData("do 4 dec 2026", DayReader.OtherWeekday)]
    [InlineData("maandag 4 december 2026", DayReader.OtherWeekday)]
    [InlineData("", DayReader.NotADay)]
    [InlineData("   ", DayReader.NotADay)]
    [InlineData("4", DayReader.NotADay)]
    [InlineData("december", DayReader.NotADay)]
    [InlineData("december 2026", DayReader.NotADay)]
    [InlineData("4 jui 2026", DayReader.NotADay)]
    [InlineData("4 de 2026", DayReader.NotADay)]
    [InlineData("4--12-2026", DayReader.NotADay)]
    [InlineData("-4-12-2026", DayReader.NotADay)]
    [InlineData("4-12-2026-1", DayReader.NotADay)]
    [InlineData("004-12-2026", DayReader.NotADay)]
    [InlineData("4-12-2026 10:30", DayReader.NotADay)]
    [InlineData("2026-12-04T10:30:00Z", DayReader.NotADay)]
    [InlineData("-9998-01-01", DayReader.NotADay)]
    [InlineData("NaN", DayReader.NotADay)]
    [InlineData("1e5", DayReader.NotADay)]
    [InlineData("volgende week", DayReader.NotADay)]
    [InlineData("46360", DayReader.NotADay)]
    [InlineData("9223372036854775807", DayReader.NotADay)]
    [InlineData("4\0-12-2026", DayReader.NotADay)]
    [InlineData("4-12-2026\ud800", DayReader.NotADay)]
    [InlineData("½-12-2026", DayReader.NotADay)]
    [InlineData("<script>", DayReader.NotADay)]
    public void What_is_no_day_is_refused_with_a_sentence(string typed, string fault)
    {
        foreach (var direction in Enum.GetValues<DayDirection>()) DayReader.Typed(typed, Today, direction).ShouldBe(new DayRead(null, fault), $"{direction}");
    }

    [Fact]
    public void Nothing_at_all_and_far_too_much_are_no_days()
    {
        DayReader.Typed(null, Today, DayDirection.Past).Fault.ShouldBe(DayReader.NotADay);
        DayReader.Typed(new string('4', 100_000), Today, DayDirection.Past).Fault.ShouldBe(DayReader.NotADay);
    }

    [Fact]
    public void Every_fault_has_its_sentence_in_every_language()
    {
        string[] faults = [.. typeof(DayReader).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
        faults.Length.ShouldBe(5);
        faults.Where(fault => !Words.Has(fault)).ShouldBeEmpty();
        Words.Keys.Where(key => key.StartsWith("day/", StringComparison.Ordinal)).Except(faults).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nl-BE")]
    [InlineData("fr-BE")]
    [InlineData("en-GB")]
    public void Every_day_of_a_year_is_read_as_each_language_writes_it(string culture)
    {
        var language = System.Globalization.CultureInfo.GetCultureInfo(culture);
        foreach (var pattern in Forms.Select(form => LocalDatePattern.Create(form, language)))
            for (var day = Today; day < Today.PlusYears(1); day = day.PlusDays(1))
                DayReader.Typed(pattern.Format(day), Today, DayDirection.Past).ShouldBe(new DayRead(day, null), pattern.Format(day));
    }

    [Theory]
    [InlineData("2026-12-04", true)]
    [InlineData("1900-01-01", true)]
    [InlineData("2199-12-31", true)]
    [InlineData("1899-12-31", false)]
    [InlineData("2200-01-01", false)]
    [InlineData("0000-01-01", false)]
    [InlineData("9999-12-31", false)]
    [InlineData("-9998-01-01", false)]
    [InlineData("4-12-2026", false)]
    [InlineData("", false)]
    public void A_program_writes_a_day_in_one_way_and_within_bounds(string written, bool isTaken) => (DayReader.Iso(written) is not null).ShouldBe(isTaken);

    [Theory]
    [InlineData("2026-12-04T10:30:00Z", true)]
    [InlineData("2026-12-04T10:30:00.1234567Z", true)]
    [InlineData("1900-01-01T00:00:00Z", true)]
    [InlineData("2199-12-31T23:59:59.999999999Z", true)]
    [InlineData("1899-12-31T23:59:59Z", false)]
    [InlineData("2200-01-01T00:00:00Z", false)]
    [InlineData("-9998-01-01T00:00:00Z", false)]
    [InlineData("9999-12-31T23:59:59Z", false)]
    [InlineData("2026-12-04", false)]
    [InlineData("2026-12-04T10:30:00+01:00", false)]
    public void A_moment_is_taken_likewise(string written, bool isTaken) => (DayReader.Moment(written) is not null).ShouldBe(isTaken);

    [Fact]
    public void Every_day_that_a_step_asks_for_says_in_which_direction_it_lies()
    {
        var known = new Dictionary<string, DayDirection>(StringComparer.Ordinal)
        {
            ["hold-intake.absentSince"] = DayDirection.Past,
            ["plan-step.due"] = DayDirection.Future,
            ["plan-follow-up.due"] = DayDirection.Future,
            ["grant-consent.from"] = DayDirection.Nearest,
            ["grant-consent.until"] = DayDirection.Future,
            ["define-programme.from"] = DayDirection.Nearest,
            ["define-programme.until"] = DayDirection.Future,
            ["issue-certificate.validUntil"] = DayDirection.Future,
        };
        StepCatalogue.All.SelectMany(shape => shape.Fields.Where(field => field.ItemType == typeof(LocalDate)).Select(field => KeyValuePair.Create($"{shape.Name}.{field.Name}", field.Direction)))
            .ShouldBe(known, ignoreOrder: true);
    }

    private static DayRead Read(string day) => new(LocalDatePattern.Iso.Parse(day).Value, null);
}
