using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Audit;

/// <summary>Whose looks at a case somebody wants to see, as typed, and what was understood of it.</summary>
/// <param name="Before">The last look of the page before; nothing for the newest.</param>
public sealed record LookedAsked(LooksFilter Filter, long? Before, AskedPeriod Period)
{
    /// <inheritdoc cref="TrailAsked.HasUnknown"/>
    public bool HasUnknown { get; private init; }

    public static LookedAsked Of(string? before, string? who, string? from, string? until, LocalDate today)
    {
        var period = AskedPeriod.Of(from, until, today);
        var filter = new LooksFilter(Guid.TryParse(who, out var user) ? new UserId(user) : null, period.From, period.Until);
        long? place = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : null;
        return new LookedAsked(filter, place, period) { HasUnknown = (!string.IsNullOrEmpty(who) && filter.By is null) || (!string.IsNullOrEmpty(before) && place is null) };
    }

    public string Address(Guid participant, long? before = null)
    {
        var query = new QueryBuilder();
        if (Filter.By is { } who) query.Add("who", who.Value.ToString());
        if (Filter.From is { } from) query.Add("from", Dates.ToType(from));
        if (Filter.Until is { } until) query.Add("until", Dates.ToType(until));
        if (before is { } last) query.Add("before", last.ToString(CultureInfo.InvariantCulture));
        return $"/cases/{participant}/looked{query}";
    }
}
