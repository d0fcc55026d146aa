using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Audit;

/// <summary>What somebody wants to see of the trail, as typed, and what was understood of it.</summary>
public sealed record TrailAsked(TrailFilter Filter, TrailPlace? After, AskedPeriod Period)
{
    /// <summary>Something besides the days was given and not understood; it narrows nothing.</summary>
    public bool HasUnknown { get; private init; }

    /// <summary>Before the single roles: those that belong together.</summary>
    public static readonly IReadOnlyList<string> Groups = ["participant", "care", "work", "employers"];

    public static readonly IReadOnlyList<string> Outcomes = [.. Enum.GetValues<DisclosureOutcome>().Select(Kebab.Of)];

    public static TrailAsked Of(string? from, string? until, string? outcome, string? to, string? category, string? judgement, string? after, LocalDate today)
    {
        var period = AskedPeriod.Of(from, until, today);
        var filter = new TrailFilter(
            period.From, period.Until, Outcomes.Contains(outcome) ? outcome : null,
            to is not null && IsRecipient(to) ? to : null, Kebab.Parse<Category>(category), Kebab.Parse<TrailJudgement>(judgement));
        return new TrailAsked(filter, Place(after), period)
        {
            HasUnknown = IsUnknown(outcome, filter.Outcome) || IsUnknown(to, filter.Recipient) || IsUnknown(category, filter.Category)
                || IsUnknown(judgement, filter.Judgement) || IsUnknown(after, Place(after)),
        };

        static bool IsUnknown(string? given, object? understood) => !string.IsNullOrEmpty(given) && understood is null;
    }

    public static bool IsRecipient(string to) => Groups.Contains(to) || Kebab.Parse<ActorRole>(to) is not null;

    /// <summary>The address of this choice, from after a line or from the newest on.</summary>
    public string Address(TrailPlace? after = null)
    {
        var query = new QueryBuilder();
        if (Filter.From is { } from) query.Add("from", Dates.ToType(from));
        if (Filter.Until is { } until) query.Add("until", Dates.ToType(until));
        if (Filter.Outcome is { } outcome) query.Add("outcome", outcome);
        if (Filter.Recipient is { } to) query.Add("to", to);
        if (Filter.Category is { } category) query.Add("category", Kebab.Of(category));
        if (Filter.Judgement is { } judgement) query.Add("judgement", Kebab.Of(judgement));
        if (after is { } place) query.Add("after", string.Create(CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(place.On)}_{place.Participant:N}_{place.Version}_{place.Line}"));
        return $"/trail{query}";
    }

    /// <summary>The same choice, whole, as a sheet.</summary>
    public string Extract => Address().Replace("/trail", "/trail/extract", StringComparison.Ordinal);

    private static TrailPlace? Place(string? after) =>
        after?.Split('_') is [var day, var participant, var version, var line] && DayReader.Iso(day) is { } on && Guid.TryParse(participant, out var id)
            && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
            ? new TrailPlace(on, id, number, which) : null;
}
