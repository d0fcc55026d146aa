using Microsoft.AspNetCore.Http.Extensions;
using ZorgWerk.Casework;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Cases;

/// <summary>What of a case's page is asked for. Nothing of it is personal, so that an address can be kept or passed on.</summary>
/// <param name="DayTyped">As it was typed, also when it is no day.</param>
public sealed record CaseQuery(StreamId Case, TimelineFilter Filter, string? DayTyped, LocalDate Today)
{
    public LocalDate? Day => Read.Day;

    /// <summary>Key of what is wrong with the day that was typed.</summary>
    public string? DayFault => Read.Fault;

    private DayRead Read => string.IsNullOrWhiteSpace(DayTyped) ? default : DayReader.Typed(DayTyped, Today, DayDirection.Past);

    /// <summary>Something besides the day was given and not understood; the timeline is shown without it.</summary>
    public bool HasUnknown { get; init; }

    /// <summary>The address of another page of the same timeline.</summary>
    public string Address(int page)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("kind", Filter.Group), ("order", Filter.ByEntered ? "entered" : null), ("on", Day is { } day ? Dates.ToType(day) : null), ("page", page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null) })
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        return $"/cases/{Case.Value}{query}#timeline";
    }
}
