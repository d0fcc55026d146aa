using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;

namespace ZorgWerk.Web.Today;

/// <summary>What the list is narrowed to and sorted by. All but the words searched for may stand in an address that is kept or passed on.</summary>
/// <param name="Coach">An id, or <c>none</c> for those without a coach.</param>
public sealed record CaseloadFilter(string? Search, string? Programme, string? Phase, string? Coach, string? List, string? Sort, int Page)
{
    public const string Nobody = "none";

    /// <summary>The boxes of this page are ticked.</summary>
    public bool ChoosesAll { get; init; }

    public CoachChoice? CoachChosen => Coach == Nobody ? new CoachChoice(null) : Guid.TryParse(Coach, out var id) ? new CoachChoice(new CoachId(id)) : null;

    /// <summary>The address of this list with something changed; without the words searched for, which may be a name.</summary>
    public string Address(string? list = null, string? sort = null, int page = 1, bool choosesAll = false)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("programme", Programme), ("phase", Phase), ("coach", Coach), ("list", list ?? List), ("sort", sort ?? Sort), ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null), ("choose", choosesAll ? "all" : null) })
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        return $"/today{query}#everyone";
    }
}

/// <summary>The caseload as the page shows it.</summary>
/// <param name="Urgent">Those that stand on top, the most pressing first.</param>
/// <param name="Today">Whose follow-up or step of the plan is for this very day.</param>
/// <param name="Next">Whose turn it is next, when nobody is on top.</param>
public sealed record CaseloadList(
    CaseloadCounts Counts, IReadOnlyList<CaseloadRow> Urgent, IReadOnlyList<CaseloadRow> Today, CaseloadPage Shown, CaseloadFilter Filter, CaseloadRow? Next, IReadOnlyDictionary<string, string> Titles)
{
    /// <summary>Who coaches somebody now, by name; empty for who sees only their own.</summary>
    public IReadOnlyList<Colleague> Coaches { get; init; } = [];

    /// <summary>The name; null where nobody coaches, or somebody without a name.</summary>
    public string? NameOf(CoachId? coach) => Coaches.FirstOrDefault(one => one.Id == coach)?.Name;

    public const int PerPage = 25;

    /// <summary>As many as one reads through before the list begins.</summary>
    public const int OnTop = 10;

    /// <summary>A programme as people call it.</summary>
    public string TitleOf(string? programme) => programme is null ? "–" : Titles.GetValueOrDefault(programme, programme);

    public int Pages => Math.Max(1, (Shown.Found + PerPage - 1) / PerPage);

    /// <summary>Pages to go to from here: the first, the last, and those around; nothing where some are passed over.</summary>
    public IEnumerable<int?> PagesToGo
    {
        get
        {
            var last = 0;
            foreach (var page in new[] { 1, Pages }.Concat(Enumerable.Range(Filter.Page - 2, 5)).Where(page => page >= 1 && page <= Pages).Distinct().Order())
            {
                if (page > last + 1) yield return null;
                yield return last = page;
            }
        }
    }

    public IEnumerable<(string List, int Count, Uncounted Kind)> Lists =>
        [("", Counts.UnderWay, Uncounted.UnderWay), ("all", Counts.All, Uncounted.Over), ("attention", Counts.Urgent, Uncounted.Asking), ("employer", Counts.WithoutEmployer, Uncounted.Asking), ("contact", Counts.WithoutContact, Uncounted.Asking)];

    public static async Task<CaseloadList> Read(Reading reading, References references, CaseloadFilter filter, LocalDate today, CancellationToken cancel)
    {
        var (counts, urgent, planned, next) = await CaseloadReader.LookOver(reading, today, OnTop, cancel);
        // Cases that are not in the lists may be in a programme that is not, either; by narrowing to it they are found.
        if (counts.Uncounted is not Uncounted.None)
            counts = counts with { Programmes = [.. (await FiguresReader.Programmes(reading, cancel)).Select(programme => programme.Id.Value).Union(counts.Programmes).Order(StringComparer.Ordinal)] };
        var query = new CaseloadQuery(filter.Search, filter.Programme, filter.Phase, filter.List, filter.Sort) { Coach = filter.CoachChosen };
        // An address may name a page that is no more: the first one is shown.
        var page = Math.Clamp(filter.Page, 1, 1 + (counts.Uncounted is Uncounted.None ? counts.All : int.MaxValue - PerPage) / PerPage);
        var shown = await CaseloadReader.Find(reading, query, today, (page - 1) * PerPage, PerPage, counts, cancel);
        if (shown.Rows.Count == 0 && page > 1) (page, shown) = (1, await CaseloadReader.Find(reading, query, today, 0, PerPage, counts, cancel));
        return new CaseloadList(counts, urgent, [.. planned.OrderBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase)], shown, filter with { Page = page }, counts is { Urgent: 0, Uncounted: < Uncounted.UnderWay } ? next : null, await ProgrammeTitles.Read(reading, references, counts.Programmes, cancel))
        {
            Coaches = reading.Visitor.Role is Role.Coach ? [] : await CoachesOf(reading, references, cancel),
        };
    }

    private static async Task<IReadOnlyList<Colleague>> CoachesOf(Reading reading, References references, CancellationToken cancel)
    {
        var coaches = await CaseloadReader.Coaches(reading, cancel);
        var names = await Colleagues.Read(reading, references, coaches.Select(coach => new UserId(coach.Value)), cancel);
        return [.. coaches.Select(coach => new Colleague(coach, names.NameOf(coach) ?? "–")).OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}
