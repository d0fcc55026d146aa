using System.Globalization;
using System.Text;
using System.Text.Json;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>What an evaluator takes home: enough to reckon with, and of nobody.</summary>
public class ExtractSpecs
{
    [Fact]
    public async Task The_files_hold_no_row_of_a_person_and_are_the_same_when_they_are_made_again()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        var (one, two) = (Directory.CreateTempSubdirectory(), Directory.CreateTempSubdirectory());
        var extract = new Extract(office.App, office.Outcomes, office.Reader, office.References);

        var (trajectories, position) = await extract.Write(Office.Tenant, Code.Parse("rentree"), "age-band", one.FullName);
        await extract.Write(Office.Tenant, Code.Parse("rentree"), "age-band", two.FullName);

        one.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["codebook.en.md", "codebook.fr.md", "codebook.nl.md", "curve.csv", "enrolment.csv", "figures.jsonl", "flow.csv", "groups.csv", "life_table.csv"]);
        foreach (var file in one.GetFiles()) (await File.ReadAllTextAsync(file.FullName)).ShouldBe(await File.ReadAllTextAsync(Path.Combine(two.FullName, file.Name)));
        foreach (var language in Words.Languages)
        {
            var codebook = await File.ReadAllTextAsync(Path.Combine(one.FullName, $"codebook.{language}.md"));
            codebook.ShouldContain(position.ToString(CultureInfo.InvariantCulture));
            codebook.ShouldNotContain('{');
        }
        var people = Rows(one, "life_table.csv").Where(row => row["group"] == "all").Select(row => int.Parse(row["people"], CultureInfo.InvariantCulture)).ToList();
        people.Sum().ShouldBeInRange(trajectories - Suppression.Least, trajectories);
        people.ShouldAllBe(count => count == 0 || count >= Suppression.Least);
        one.Delete(recursive: true);
        two.Delete(recursive: true);
    }

    [Fact]
    public async Task The_curve_is_reckoned_again_from_the_life_table()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        var folder = Directory.CreateTempSubdirectory();
        await new Extract(office.App, office.Outcomes, office.Reader, office.References).Write(Office.Tenant, Code.Parse("rentree"), null, folder.FullName);

        var blocks = Rows(folder, "life_table.csv").Select(row => (What: row["what"], After: Number(row["after_week"])!.Value, Until: Number(row["until_week"]), Middle: Number(row["middle_week"]), People: Number(row["people"])!.Value)).ToList();
        var (left, estimate, compared) = (blocks.Sum(block => block.People), 1.0, 0);
        foreach (var row in Rows(folder, "curve.csv").Skip(1))
        {
            var week = int.Parse(row["week"], CultureInfo.InvariantCulture);
            double In(string what) => blocks.Where(block => block.What == what && block.After < week).Select(block => (block.After, Last: block.Until ?? 2 * block.Middle!.Value - block.After, block.People)).Where(block => week <= block.Last).Sum(block => block.People / (block.Last - block.After));
            estimate *= 1 - In("returned") / left;
            left -= In("returned") + In("last_seen");
            double.Parse(row["estimate"], CultureInfo.InvariantCulture).ShouldBe(estimate, 0.0001);
            compared++;
        }
        compared.ShouldBeGreaterThan(26);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_row_of_json_tells_what_is_hidden_from_what_there_is_not()
    {
        using var bytes = new MemoryStream();
        new Sheet("groups", ["group", "people", "work_days", "plan_days"], [["short", Sheet.Hidden, null, 12]]).WriteJson(bytes);
        using var row = JsonDocument.Parse(Encoding.UTF8.GetString(bytes.ToArray()).TrimEnd('\n'));
        row.RootElement.EnumerateObject().Select(member => (member.Name, member.Value.ToString())).ShouldBe([("table", "groups"), ("group", "short"), ("people", ""), ("plan_days", "12")]);
        row.RootElement.GetProperty("people").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static double? Number(string cell) => double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static List<Dictionary<string, string>> Rows(DirectoryInfo folder, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(folder.FullName, name)).Select(line => line.Split(',')).ToList();
        return [.. lines.Skip(1).Select(row => lines[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
