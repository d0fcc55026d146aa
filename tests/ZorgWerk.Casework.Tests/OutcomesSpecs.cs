using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>What is counted is what was seen of the participant: mending a record, erasing it or enrolling again changes no figure of what came before.</summary>
public class OutcomesSpecs
{
    [Fact]
    public async Task Erasure_is_not_an_observation()
    {
        await using var office = await Office.Open();
        var (_, errors) = await office.Import(SetUp + Begun + """
            {"participant":"RT-009","on":"2025-03-01","coach":"lotte","step":"close-trajectory","fields":{"why":"participant-stopped","canManageAlone":true}}
            """);
        errors.ShouldBeEmpty();
        await office.Outcomes.CatchUp();
        var before = await office.Scalar<int>("select last_known_day from zw_outcomes");
        (await office.Import("""{"participant":"RT-009","on":"2026-10-01","coach":"lotte","step":"erase-personal-data","fields":{"ground":"retention-ended"}}""")).Errors.ShouldBeEmpty();
        await office.Outcomes.CatchUp();
        (await office.Scalar<int>("select last_known_day from zw_outcomes")).ShouldBe(before);
    }

    [Fact]
    public async Task Striking_an_entry_does_not_make_the_participant_seen_later()
    {
        await using var office = await Office.Open();
        (await office.Import(SetUp + Begun + """
            {"participant":"RT-009","on":"2025-03-01","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":30}}
            """)).Errors.ShouldBeEmpty();
        await office.Outcomes.CatchUp();
        var before = await office.Scalar<int>("select last_known_day from zw_outcomes");
        (await office.Import("""{"participant":"RT-009","on":"2026-10-01","coach":"lotte","step":"correct-entry","fields":{"entry":4,"reason":"Andere deelnemer"}}""")).Errors.ShouldBeEmpty();
        await office.Outcomes.CatchUp();
        (await office.Scalar<int>("select last_known_day from zw_outcomes")).ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public async Task A_new_trajectory_leaves_what_was_known_of_the_earlier_one()
    {
        await using var office = await Office.Open();
        (await office.Import(SetUp + Begun + """
            {"participant":"RT-009","on":"2025-03-01","coach":"lotte","step":"close-trajectory","fields":{"why":"participant-stopped","canManageAlone":true}}
            {"participant":"RT-009","on":"2025-05-01","coach":"lotte","step":"resume-work","fields":{"employer":"same","function":"same","hoursPerWeek":38,"fullTime":true}}
            {"participant":"RT-009","on":"2025-09-01","coach":"lotte","step":"hold-follow-up","fields":{"month":3,"atWork":true,"prospectOfWork":true}}
            """)).Errors.ShouldBeEmpty();
        await office.Outcomes.CatchUp();
        var before = await office.Scalar<string>("select concat_ws(' ', last_known_day, work_day) from zw_outcomes where trajectory = 1");
        (await office.Import("""{"participant":"RT-009","on":"2026-01-10","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}""")).Errors.ShouldBeEmpty();
        await office.Outcomes.CatchUp();
        (await office.Scalar<string>("select concat_ws(' ', last_known_day, work_day) from zw_outcomes where trajectory = 1")).ShouldBe(before);
    }

    [Fact]
    public async Task Rows_for_the_operator_are_the_same_when_they_are_made_again_and_name_nobody()
    {
        await using var office = await Office.Open();
        await office.Import(await PilotLog());
        var (one, two) = (Directory.CreateTempSubdirectory(), Directory.CreateTempSubdirectory());
        var extract = new Extract(office.App, office.Outcomes, office.Reader, office.References);

        var (trajectories, position) = await extract.Write(Office.Tenant, Code.Parse("rentree"), "cohort", one.FullName, rows: true);
        await extract.Write(Office.Tenant, Code.Parse("rentree"), "cohort", two.FullName, rows: true);

        trajectories.ShouldBeGreaterThan(100);
        position.ShouldBe(await office.Store.LastPosition());
        Directory.GetFiles(one.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["at_work.csv", "codebook.md", "summary.csv", "survival.csv", "trajectories.csv", "trajectories.jsonl"]);
        foreach (var file in one.GetFiles()) (await File.ReadAllTextAsync(file.FullName)).ShouldBe(await File.ReadAllTextAsync(Path.Combine(two.FullName, file.Name)));
        var rows = (await File.ReadAllTextAsync(Path.Combine(one.FullName, "trajectories.csv"))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        rows.Length.ShouldBe(trajectories + 1);
        rows.Skip(1).Select(row => row.Split(',')[0]).ShouldBeUnique();
        rows.SelectMany(row => row).Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct().Except([',', '-', '_', '.']).ShouldBeEmpty();
        one.Delete(recursive: true);
        two.Delete(recursive: true);
    }

    [Theory]
    [InlineData("rentre", null)]
    [InlineData("rentree", "shoe-size")]
    public async Task What_is_not_there_replaces_no_extract(string programme, string? by)
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Begun);
        var folder = Directory.CreateTempSubdirectory();
        var extract = new Extract(office.App, office.Outcomes, office.Reader, office.References);
        await extract.Write(Office.Tenant, Code.Parse("rentree"), null, folder.FullName);
        var before = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "groups.csv"));

        await Should.ThrowAsync<NothingToExtractException>(() => extract.Write(Office.Tenant, Code.Parse(programme), by, folder.FullName));

        (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "groups.csv"))).ShouldBe(before);
        folder.Delete(recursive: true);
    }
}
