using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using ZorgWerk.Casework.Caseload;

namespace ZorgWerk.Web.Today;

/// <summary>What the list is narrowed to and sorted by. All but the words searched for may stand in an address that is kept or passed on.</summary>
public sealed record CaseloadFilter(string? Search, string? Programme, string? Phase, string? List, string? Sort, int Page)
{
    /// <summary>The address of this list with something changed; without the words searched for, which may be a name.</summary>
    public string Address(string? list = null, string? sort = null, int page = 1)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("programme", Programme), ("phase", Phase), ("list", list ?? List), ("sort", sort ?? Sort), ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null) })
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        return $"/today{query}#everyone";
    }
}

/// <summary>The caseload as the page shows it.</summary>
/// <param name="UnderWay">Without those that are closed and ask for nothing any more.</param>
/// <param name="Next">Whose turn it is next.</param>
public sealed record CaseloadList(
    IReadOnlyList<CaseloadRow> Urgent, IReadOnlyList<CaseloadRow> Shown, int Found, int All, int UnderWay, IReadOnlyList<string> Programmes, CaseloadFilter Filter, IReadOnlyDictionary<string, int> Lists, bool IsCut,
    CaseloadRow? Next, IReadOnlyDictionary<string, string> Titles)
{
    public const int PerPage = 25;

    /// <summary>A programme as people call it.</summary>
    public string TitleOf(string? programme) => programme is null ? "–" : Titles.GetValueOrDefault(programme, programme);

    public int Pages => Math.Max(1, (Found + PerPage - 1) / PerPage);

    /// <param name="titles">Of programmes, by their code.</param>
    public static CaseloadList Of(IReadOnlyList<CaseloadRow> rows, CaseloadFilter filter, IReadOnlyDictionary<string, string> titles)
    {
        var found = rows.Where(row => Matches(row, filter)).ToList();
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (found.Count + PerPage - 1) / PerPage));
        IReadOnlyList<CaseloadRow> urgent = [.. rows.Where(row => row.First is not null).OrderBy(row => row.First!.Level).ThenBy(row => row.First!.Day)];
        return new CaseloadList(
            urgent, [.. Sorted(found, filter.Sort).Skip((page - 1) * PerPage).Take(PerPage)], found.Count, rows.Count, rows.Count(row => row.Phase is not ("closed" or "erased") || row.First is not null),
            [.. rows.Select(row => row.Programme).OfType<string>().Distinct().Order(StringComparer.Ordinal)], filter with { Page = page },
            new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["all"] = rows.Count, ["attention"] = urgent.Count, ["employer"] = rows.Count(row => Needs(row, AttentionKind.Employer)), ["contact"] = rows.Count(row => Needs(row, AttentionKind.Contact)),
            }, rows.Count == CaseloadReader.AtMost, rows.Where(row => row.NextOn is not null).MinBy(row => row.NextOn), titles);
    }

    private static bool Needs(CaseloadRow row, AttentionKind kind) => row.Attention.Any(need => need.Kind == kind);

    private static bool Matches(CaseloadRow row, CaseloadFilter filter) =>
        (string.IsNullOrWhiteSpace(filter.Search) || Contains(row.Name, filter.Search) || Contains(row.Reference, filter.Search))
        && (string.IsNullOrEmpty(filter.Programme) || row.Programme == filter.Programme)
        && (string.IsNullOrEmpty(filter.Phase) ? filter.List is not null || !string.IsNullOrWhiteSpace(filter.Search) || row.Phase is not ("closed" or "erased") : row.Phase == filter.Phase)
        && filter.List switch
        {
            "attention" => row.First is not null,
            "employer" => Needs(row, AttentionKind.Employer),
            "contact" => Needs(row, AttentionKind.Contact),
            _ => true,
        };

    private static bool Contains(string? text, string part) =>
        text is not null && CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, part.Trim(), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    private static IEnumerable<CaseloadRow> Sorted(IEnumerable<CaseloadRow> rows, string? sort) => sort switch
    {
        "programme" => rows.OrderBy(row => row.Programme, StringComparer.Ordinal),
        "contact" => rows.OrderBy(row => row.LastContactOn),
        "next" => rows.OrderBy(row => row.NextOn is null).ThenBy(row => row.NextOn),
        "employer" => rows.OrderBy(row => row.WithEmployer?.Exists != true).ThenBy(row => row.WithEmployer?.Until),
        "attention" => rows.OrderBy(row => row.First is null).ThenBy(row => row.First?.Level).ThenBy(row => row.First?.Day),
        _ => rows,
    };
}
