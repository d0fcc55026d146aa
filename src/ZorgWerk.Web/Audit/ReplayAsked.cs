using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.Events;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Audit;

/// <summary>The moment somebody asked for, as typed, and what was understood of it.</summary>
/// <param name="KnownFault">Key of the words that say what is wrong with it.</param>
public sealed record ReplayAsked(ReplayQuestion Question, string? Known, string? Happened, string? KnownFault, string? HappenedFault)
{
    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    public static ReplayAsked Of(string? version, string? known, string? happened, LocalDate today)
    {
        known = string.IsNullOrWhiteSpace(known) ? null : known.Trim();
        happened = string.IsNullOrWhiteSpace(happened) ? null : happened.Trim();
        var (knownAt, knownFault) = known is null ? default : MomentOf(known, today);
        var happenedBy = happened is null ? default : DayReader.Typed(happened, today, DayDirection.Past);
        var asked = new ReplayAsked(new ReplayQuestion(null, knownAt, happenedBy.Day), known, happened, knownFault, happenedBy.Fault);
        if (asked.Question != new ReplayQuestion() || string.IsNullOrWhiteSpace(version)) return asked;
        return long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? asked with { Question = new ReplayQuestion(number) } : asked with { VersionIsUnread = true };
    }

    /// <summary>What was given as an entry's number is none.</summary>
    public bool VersionIsUnread { get; private init; }

    /// <summary>Whether the record has no entry of the number that was asked for, so that another one is shown.</summary>
    public bool IsOutside(CaseReplay replay) => VersionIsUnread || (Question.Version is { } asked && asked != replay.Question.Version);

    /// <summary>The address of a moment, which stays the same moment for ever.</summary>
    public static string Address(Guid participant, ReplayQuestion question)
    {
        var query = new QueryBuilder();
        if (question.Version is { } version) query.Add("version", version.ToString(CultureInfo.InvariantCulture));
        if (question.Known is { } known) query.Add("known", InstantPattern.ExtendedIso.Format(known));
        if (question.Happened is { } happened) query.Add("happened", Dates.ToType(happened));
        return $"/cases/{participant}/replay{query}";
    }

    /// <summary>An instant, a time of our clocks, or a day to its end.</summary>
    private static (Instant? Moment, string? Fault) MomentOf(string typed, LocalDate today)
    {
        if (DayReader.Moment(typed) is { } instant) return (instant, null);
        if (typed.LastIndexOf(' ') is > 0 and var space && TimeOfDay.Parse(typed[(space + 1)..]) is { Success: true } time && DayReader.Typed(typed[..space], today, DayDirection.Past).Day is { } date)
            return (date.At(time.Value).InZoneLeniently(Brussels.Zone).ToInstant(), null);
        var read = DayReader.Typed(typed, today, DayDirection.Past);
        return read.Day is { } day
            ? (day.PlusDays(1).AtStartOfDayInZone(Brussels.Zone).ToInstant() - Duration.FromMilliseconds(1), null)
            : (null, read.Fault is DayReader.NotADay ? "replay.wrong-known" : read.Fault);
    }
}
