using NodaTime;
using NodaTime.Text;

namespace ZorgWerk.Cli.Tests;

/// <summary>What an auditor asks: the record at any moment, who was told what, and whether the views still say what the streams say.</summary>
[Collection(Pilot.Name)]
public class ReadingSpecs(Pilot pilot)
{
    [Fact]
    public async Task Replay_shows_a_record_up_to_an_entry()
    {
        var whole = await pilot.Place.Run("replay", "RT-009", "--json");
        var begin = await pilot.Place.Run("replay", "RT-009", "--version", "3", "--json");

        (whole.ExitCode, whole.Errors).ShouldBe((0, ""));
        whole.Json.Count.ShouldBeGreaterThan(10);
        begin.Json.Select(entry => entry.GetProperty("kind").GetString()).ShouldBe(["participant_registered", "trajectory_opened", "coach_assigned"]);
    }

    [Fact]
    public async Task Replay_shows_what_had_happened_by_a_day()
    {
        var said = await pilot.Place.Run("replay", "RT-009", "--happened-by", "2025-06-02", "--json");

        said.Json.ShouldNotBeEmpty();
        said.Json.ShouldAllBe(entry => string.CompareOrdinal(entry.GetProperty("happenedOn").GetString(), "2025-06-02") <= 0);
    }

    [Fact]
    public async Task Replay_shows_what_was_known_at_an_instant_by_our_own_clock_whatever_was_entered_elsewhere()
    {
        await using var place = await pilot.Place.Copy();
        var before = InstantPattern.ExtendedIso.Format(SystemClock.Instance.GetCurrentInstant());
        await place.Run("import", place.Write("late.csv", "participant,on,coach,step,entered,text\nRT-009,2026-01-05,claire.lejeune,write-note,2026-01-06T08:00:00+01:00,Appel\n"));

        var then = (await place.Run("replay", "RT-009", "--known-at", before, "--json")).Json;
        var now = await place.Run("replay", "RT-009");

        then.ShouldAllBe(entry => entry.GetProperty("kind").GetString() != "note_written" || entry.GetProperty("happenedOn").GetString() != "2026-01-05");
        now.Lines.Count.ShouldBe(then.Count + 1);
        now.Lines[^1].ShouldContain("entered elsewhere 2026-01-06T07:00:00Z  Note written");
        (await place.Run("replay", "RT-009", "--known-at", "2025-06-30T00:00:00Z")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Disclosures_tell_who_was_told_what_on_which_consent_and_what_was_refused()
    {
        var all = await pilot.Place.Run("disclosures", "--json");
        var ofOne = await pilot.Place.Run("disclosures", "--participant", "RT-009", "--json");

        all.ExitCode.ShouldBe(0);
        all.Json.Count.ShouldBe((int)await pilot.Place.Ask<long>("select count(*) from zw_disclosures"));
        all.Json.Where(line => line.GetProperty("outcome").GetString() == "refused").ShouldAllBe(line => line.GetProperty("because").GetString()!.Length > 0);
        all.Json.Where(line => line.GetProperty("outcome").GetString() == "disclosed").ShouldAllBe(line => line.GetProperty("consent").GetGuid() != Guid.Empty);
        ofOne.Json.Select(line => line.GetProperty("participant").GetGuid()).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Verify_finds_nothing_in_what_nobody_altered()
    {
        var said = await pilot.Place.Run("verify", "--json");

        (said.ExitCode, said.Output).ShouldBe((0, ""));
        said.Errors.ShouldContain("0 differences");
    }

    [Fact]
    public async Task Verify_finds_a_row_that_somebody_altered()
    {
        await using var place = await pilot.Place.Copy();
        await place.Ask<string>("update zw_disclosures set recipient_role = 'union' where outcome = 'disclosed' and (participant_id, version) = (select participant_id, version from zw_disclosures where outcome = 'disclosed' and recipient_role <> 'union' limit 1) returning outcome");

        var said = await place.Run("verify", "--json");

        said.ExitCode.ShouldBe(1);
        said.Json.ShouldHaveSingleItem().GetProperty("what").GetString().ShouldBe("differs in recipient_role");
    }

    [Fact]
    public async Task The_schema_of_steps_holds_for_every_line_of_the_pilot_and_for_no_other()
    {
        var schema = (await Zorgwerk.Run("steps", "--json")).Json.ShouldHaveSingleItem();
        var lines = (await File.ReadAllLinesAsync(Pilot.File)).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToList();

        schema.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        lines.Where(line => !Schema.Holds(schema, line)).ShouldBeEmpty();
        foreach (var wrong in new[]
        {
            """{"participant":"A","on":"2025-01-01","coach":"a","step":"dance"}""",
            """{"participant":"A","on":"2025-01-01","coach":"a","step":"write-note","fields":{}}""",
            """{"participant":"A","on":"2025-01-01","coach":"a","step":"write-note","fields":{"text":"x","mood":"y"}}""",
            """{"participant":"A","on":"2025-01-01","coach":"a","step":"hold-session","fields":{"form":"dancing","minutes":50}}""",
        }) Schema.Holds(schema, System.Text.Json.JsonDocument.Parse(wrong).RootElement).ShouldBeFalse(wrong);
    }
}
