using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;
using static ZorgWerk.Casework.Tests.Logs;

namespace ZorgWerk.Casework.Tests;

/// <summary>A step log goes through the rules, whole lines at a time, and the same log again changes nothing.</summary>
public class ImportSpecs
{
    [Fact]
    public async Task A_log_becomes_streams_and_what_the_rules_refuse_is_said_with_its_line_field_and_rule()
    {
        await using var office = await Office.Open();

        var (result, errors) = await office.Import(SetUp + Noor);

        errors.ShouldHaveSingleItem().ShouldBe(new ImportError(8, "categories", "disclose-information/consent-missing", "R1", ["Progress"]));
        result.ShouldBe(new ImportResult(Lines: 12, Recorded: 11, NothingNew: 0, Repeated: 0, Refused: 1, Faulty: 0));
        (await office.Events("RT-001")).Select(e => e.Type).ShouldBe([
            "participant_registered", "trajectory_opened", "coach_assigned", "intake_held", "actor_mapped", "disclosure_refused", "consent_granted",
            "information_disclosed", "work_resumed", "entry_corrected"]);
    }

    [Fact]
    public async Task The_same_log_again_changes_nothing_and_says_the_same()
    {
        await using var office = await Office.Open();
        var first = await office.Import(SetUp + Noor);
        var events = await office.Scalar<long>("select count(*) from mt_events");

        var again = await office.Import(SetUp + Noor);

        again.Errors.ShouldBe(first.Errors);
        again.Result.ShouldBe(new ImportResult(Lines: 12, Recorded: 0, NothingNew: 0, Repeated: 12, Refused: 1, Faulty: 0));
        (await office.Scalar<long>("select count(*) from mt_events")).ShouldBe(events);
    }

    [Fact]
    public async Task A_rehearsal_finds_the_refusals_and_writes_nothing()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp);
        var before = await office.Scalar<long>("select count(*) from zw_commands");

        var (result, errors) = await office.Import(Noor, dryRun: true);

        errors.ShouldHaveSingleItem().Code.ShouldBe("disclose-information/consent-missing");
        result.Undecided.ShouldBe(1);
        (await office.Scalar<long>("select count(*) from zw_commands")).ShouldBe(before);
        (await office.Scalar<long>("select count(*) from zw_caseload")).ShouldBe(0);
    }

    [Fact]
    public async Task A_correction_mends_every_view_and_replay_still_shows_both()
    {
        await using var office = await Office.Open();
        await office.Import(SetUp + Noor);

        (await office.Scalar<decimal>("select hours_per_week from zw_caseload")).ShouldBe(20);
        (await office.Scalar<long>("select corrected_by from zw_timeline where version = 9")).ShouldBe(10);
        (await office.Reader.Fold(Office.Tenant, office.Stream("RT-001"), new Moment(UpToVersion: 9))).Current!.LastSpell!.HoursPerWeek.ShouldBe(19);
        (await office.Reader.Fold(Office.Tenant, office.Stream("RT-001"), new Moment(HappenedBy: new LocalDate(2025, 5, 31)))).Current!.LastSpell.ShouldBeNull();
        (await office.Reader.Fold(Office.Tenant, office.Stream("RT-001"), new Moment(HappenedBy: new LocalDate(2025, 6, 1)))).Current!.IsAtWork.ShouldBeTrue();
    }

    [Theory]
    [InlineData("not json", null, "line/not-json")]
    [InlineData("[]", null, "line/not-json")]
    [InlineData("""{"on":"2025-05-12","coach":"lotte","step":"dance"}""", "step", "step/unknown")]
    [InlineData("""{"on":"2025-05-12","coach":"lotte","step":"write-note","fields":{"text":"x"}}""", "participant", "field/missing")]
    [InlineData("""{"participant":"A","on":"2025-02-30","coach":"lotte","step":"write-note","fields":{"text":"x"}}""", "on", "field/not-a-date")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"x","tekst":"y"}}""", "tekst", "field/unknown")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{}}""", "text", "field/missing")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"a\u0000b"}}""", "text", "text/control-character")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"write-note","fields":{"text":"a\ud800b"}}""", "text", "field/not-readable")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"hold-session","fields":{"form":"dancing","minutes":60}}""", "form", "field/not-a-choice")]
    [InlineData("""{"participant":"A","on":"2025-02-20","coach":"lotte","step":"hold-session","fields":{"form":"online","minutes":1e99}}""", "minutes", "field/not-a-number")]
    [InlineData("""{"participant":"A","on":"2125-02-20","coach":"lotte","step":"register-participant","fields":{"name":"x","language":"dutch"}}""", "on", "on/in-the-future")]
    public async Task What_cannot_be_read_or_be_true_is_said_with_its_place_and_writes_nothing(string line, string? field, string code)
    {
        await using var office = await Office.Open();

        var (_, errors) = await office.Import("\n" + line);

        errors.Select(error => (error.Line, error.Field, error.Code)).ShouldBe([(2L, field, code)]);
        Words.Has(code).ShouldBeTrue();
        (await office.Scalar<long>("select count(*) from mt_events")).ShouldBe(0);
    }

    [Fact]
    public async Task The_pilot_of_the_samples_is_taken_whole_but_for_what_the_rules_refuse()
    {
        await using var office = await Office.Open();

        var (result, errors) = await office.Import(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "pilot.jsonl")));

        result.Faulty.ShouldBe(0);
        errors.Select(error => error.Rule).Distinct().Order(StringComparer.Ordinal).ShouldBe(["R1", "R2", "S1-15"]);
        (await office.Scalar<long>("select count(distinct participant_id) from zw_caseload")).ShouldBeGreaterThan(100);
        (await office.Scalar<long>("select count(*) from zw_disclosures where outcome = 'refused'")).ShouldBe(errors.Count(e => e.Code.StartsWith("disclose-information/", StringComparison.Ordinal) || e.Code.StartsWith("information/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_line_beyond_measure_is_passed_over_without_being_held()
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("a\n" + new string('x', 3 * LineReader.LongestLine) + "\nb"));
        var lines = new List<(long, bool)>();
        await foreach (var (number, line, _) in LineReader.Read(file)) lines.Add((number, line is null));
        lines.ShouldBe([(1, false), (2, true), (3, false)]);
    }
}
