using Microsoft.AspNetCore.Http.Extensions;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Cases;

/// <summary>What of a case's page is asked for. Nothing of it is personal, so that an address can be kept or passed on.</summary>
/// <param name="DayTyped">As it was typed, also when it is no day.</param>
public sealed record CaseQuery(StreamId Case, TimelineFilter Filter, string? DayTyped)
{
    public LocalDate? Day => Dates.Parse(DayTyped);

    /// <summary>Something was typed that is no day.</summary>
    public bool DayIsWrong => !string.IsNullOrWhiteSpace(DayTyped) && Day is null;

    /// <summary>The address of another page of the same timeline.</summary>
    public string Address(int page)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("kind", Filter.Group), ("order", Filter.ByEntered ? "entered" : null), ("on", Day is { } day ? Dates.ToType(day) : null), ("page", page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null) })
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        return $"/cases/{Case.Value}{query}#timeline";
    }
}
