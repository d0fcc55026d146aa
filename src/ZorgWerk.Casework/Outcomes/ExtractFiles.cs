using System.Globalization;
using System.Text;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>
/// The files an evaluator takes home. They hold what the page of the programme shows and is reckoned from, and nothing else: no row is of
/// fewer than <see cref="Suppression.Least"/> people, and the two together give away no more than either.
/// </summary>
internal static class ExtractFiles
{
    public static readonly IReadOnlyList<string> Names =
        ["groups.csv", "life_table.csv", "curve.csv", "enrolment.csv", "flow.csv", "figures.jsonl", "codebook.nl.md", "codebook.fr.md", "codebook.en.md"];

    /// <param name="open">Where a file goes; each is closed before the next is opened.</param>
    public static void Write(ProgrammeFigures figures, string? by, long position, Func<string, Stream> open)
    {
        var sheets = Sheets(figures);
        foreach (var sheet in sheets)
        {
            using var rows = new StreamWriter(open(sheet.Name + ".csv")) { NewLine = "\r\n" };
            foreach (var line in sheet.Lines()) rows.WriteLine(line);
        }
        using (var lines = open("figures.jsonl"))
            foreach (var sheet in sheets) sheet.WriteJson(lines);
        foreach (var language in Words.Languages)
        {
            using var codebook = new StreamWriter(open($"codebook.{language}.md"));
            codebook.Write(Codebook(language, figures, by, position, sheets));
        }
    }

    internal static IReadOnlyList<Sheet> Sheets(ProgrammeFigures figures)
    {
        IReadOnlyList<GroupFigures> all = [figures.Everybody, .. figures.Groups];
        return
        [
            new("groups", ["group", "people", "returned", "employer_contact_days", "plan_days", "first_step_days", "work_days", "at_work_3_months", "at_work_6_months", "at_work_12_months"],
                [.. all.Select(group => (object?[])[Name(group), Cell(group.People), group.Table is { } table ? table.Returned.Sum(block => block.People) : Sheet.Hidden,
                    Cell(group.EmployerContact), Cell(group.Plan), Cell(group.FirstStep), Cell(group.Work), .. group.AtWork.Select(share => share.Percent ?? Sheet.Hidden)])]),
            new("life_table", ["group", "what", "after_week", "until_week", "people", "middle_week"],
                [.. all.Where(group => group.Table is not null).SelectMany(group => Blocks(group, "returned", group.Table!.Returned).Concat(Blocks(group, "last_seen", group.Table.LastSeen)))]),
            new("curve", ["group", "week", "estimate", "lower", "upper", "left_to_follow"],
                [.. all.SelectMany(group => group.Curve.Select(point => (object?[])[Name(group), point.Week, Share(point.Estimate), Share(point.Band?.Lower), Share(point.Band?.Upper), Cell(group.Table!.LeftAfter(point.Week))]))]),
            new("enrolment", ["year", "quarter", "enrolled", "planned"], [.. figures.Growth.Select(quarter => (object?[])[quarter.Year, quarter.Quarter, Cell(quarter.Enrolled), quarter.Meant])]),
            new("flow", ["stage", "people"], [.. figures.Flow.Select(step => (object?[])[Kebab.Of(step.Stage), Cell(step.People)])]),
        ];
    }

    private static IEnumerable<object?[]> Blocks(GroupFigures group, string what, IReadOnlyList<WeekBlock> blocks) =>
        blocks.Select(block => (object?[])[Name(group), what, block.After, block.Until, block.People, block.Middle]);

    private static string Name(GroupFigures group) => group.Name ?? "all";

    private static object? Cell(Told told) => told.Count ?? Sheet.Hidden;

    private static object? Cell(HalfWay half) => half.IsHidden ? Sheet.Hidden : half.Days;

    private static decimal? Share(double? share) => share is { } known ? Math.Round((decimal)known, 4) : null;

    private static string Codebook(string language, ProgrammeFigures figures, string? by, long position, IReadOnlyList<Sheet> sheets)
    {
        using var reader = new StreamReader(typeof(ExtractFiles).Assembly.GetManifestResourceStream($"Codebook.{language}.md")!);
        var text = new StringBuilder(reader.ReadToEnd());
        foreach (var (gap, words) in new[]
        {
            ("{title}", figures.Programme.Title), ("{programme}", figures.Programme.Id.Value), ("{position}", position.ToString(CultureInfo.InvariantCulture)), ("{by}", by ?? "–"),
            ("{least}", Suppression.Least.ToString(CultureInfo.InvariantCulture)), ("{hidden}", string.Join('\n', sheets.Select(sheet => string.Create(CultureInfo.InvariantCulture, $"- `{sheet.Name}.csv`: {sheet.HiddenCells}")))),
        }) text.Replace(gap, words);
        return text.Replace("\r\n", "\n").ToString();
    }
}
