using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime.Text;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.Events;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Audit;

/// <summary>The moment somebody asked for, as typed, and what was understood of it.</summary>
public sealed record ReplayAsked(ReplayQuestion Question, string? Known, string? Happened, bool KnownIsWrong, bool HappenedIsWrong)
{
    private static readonly LocalDateTimePattern[] Typed = [.. new[] { "d-M-yyyy H:mm", "d/M/yyyy H:mm", "d-M-yyyy, H:mm" }.Select(LocalDateTimePattern.CreateWithInvariantCulture)];

    public static ReplayAsked Of(string? version, string? known, string? happened)
    {
        known = string.IsNullOrWhiteSpace(known) ? null : known.Trim();
        happened = string.IsNullOrWhiteSpace(happened) ? null : happened.Trim();
        var (knownAt, happenedBy) = (InstantOf(known), Dates.Parse(happened));
        var asked = new ReplayAsked(new ReplayQuestion(null, knownAt, happenedBy), known, happened, known is not null && knownAt is null, happened is not null && happenedBy is null);
        return asked.Question == new ReplayQuestion() && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? asked with { Question = new ReplayQuestion(number) } : asked;
    }

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
    private static Instant? InstantOf(string? typed)
    {
        if (typed is null) return null;
        if (InstantPattern.ExtendedIso.Parse(typed) is { Success: true } instant) return instant.Value;
        foreach (var pattern in Typed)
            if (pattern.Parse(typed) is { Success: true } time) return time.Value.InZoneLeniently(Brussels.Zone).ToInstant();
        return Dates.Parse(typed) is { } day ? day.PlusDays(1).AtStartOfDayInZone(Brussels.Zone).ToInstant() - Duration.FromMilliseconds(1) : null;
    }
}
