namespace ZorgWerk.Cli.Tests;

/// <summary>A file goes in once, whatever form it has, and what was not taken is said with file, line, field and rule.</summary>
[Collection(Pilot.Name)]
public class ImportCommandSpecs(Pilot pilot)
{
    private const string Note = """{"participant":"RT-009","on":"2026-11-20","coach":"claire.lejeune","step":"write-note","fields":{"text":"Rappeler lundi"}}""";

    [Fact]
    public void Lines_that_were_refused_are_said_one_json_value_each()
    {
        pilot.Import.ExitCode.ShouldBe(1);
        pilot.Import.Json.Count.ShouldBe(40);
        pilot.Import.Json.ShouldAllBe(error => error.GetProperty("file").GetString() == "pilot.jsonl" && error.GetProperty("line").GetInt64() > 0 && error.GetProperty("why").GetString()!.Length > 0);
        pilot.Import.Errors.ShouldContain("5104 lines: 5064 recorded");
        pilot.Import.Errors.ShouldNotContain("\e");
    }

    [Fact]
    public async Task For_people_a_refused_line_is_file_line_field_and_rule()
    {
        await using var place = await pilot.Place.Copy();
        var log = place.Write("late.jsonl", "\n" + """{"participant":"RT-009","on":"2025-06-02","coach":"claire.lejeune","step":"disclose-information","fields":{"giver":"participant","categories":["medical"],"recipient":"nobody-known","purpose":"work-resumption"}}""");

        var said = await place.Run("import", log, "--language", "fr");

        said.ExitCode.ShouldBe(1);
        said.Lines.ShouldHaveSingleItem().ShouldBe("late.jsonl:2: recipient: Cette personne n’est pas dans le réseau ce jour-là et ne peut donc rien recevoir. Ajoutez-la d’abord, ou choisissez quelqu’un d’autre. [information/recipient-unknown]");
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_says_the_same()
    {
        await using var place = await pilot.Place.Copy();

        var again = await place.Run("import", Pilot.File, "--json");

        (again.ExitCode, again.Output).ShouldBe((1, pilot.Import.Output));
        again.Errors.ShouldContain("0 recorded, 0 nothing new, 5104 taken before, 40 refused");
        (await place.Ask<long>("select count(*) from mt_events")).ShouldBe(await pilot.Place.Ask<long>("select count(*) from mt_events"));
    }

    [Fact]
    public async Task A_rehearsal_writes_nothing()
    {
        await using var place = await pilot.Place.Copy();

        var said = await place.Run("import", place.Write("note.jsonl", Note), "--dry-run");

        (said.ExitCode, said.Output).ShouldBe((0, ""));
        said.Errors.ShouldContain("1 would be recorded");
        (await place.Ask<long>("select count(*) from zw_commands")).ShouldBe(await pilot.Place.Ask<long>("select count(*) from zw_commands"));
    }

    [Fact]
    public async Task A_file_of_which_one_line_must_be_changed_is_not_taken_and_the_sentence_says_what_to_change()
    {
        await using var place = await pilot.Place.Copy();
        var before = await place.Ask<long>("select count(*) from zw_commands");
        var sheet = place.Write("blad.csv", "participant;on;coach;step;form;minutes;\r\nRT-009;20/11/2026;claire.lejeune;hold-session;online;15;\r\nRT-009;21/11/2026;claire.lejeune;hold-session;online;1.000;\r\n");

        foreach (var also in new[] { Array.Empty<string>(), ["--dry-run"] })
        {
            var said = await place.Run(["import", sheet, "--language", "nl", .. also]);

            said.ExitCode.ShouldBe(1);
            said.Lines.ShouldHaveSingleItem().ShouldBe("blad.csv:3: minutes: Dit kan één zijn of duizend. Schrijf duizend als 1000, en decimalen zonder nullen erachter, zoals 1,5. [number/one-or-thousands]");
            said.Errors.ShouldContain("2 lines: nothing was recorded, because 1 of them must be changed first.");
        }
        (await place.Ask<long>("select count(*) from zw_commands")).ShouldBe(before);
    }

    [Fact]
    public async Task The_same_step_in_a_sheet_is_the_same_step()
    {
        await using var place = await pilot.Place.Copy();
        await place.Run("import", place.Write("note.jsonl", Note));
        const string sheet = "participant;on;coach;step;text\r\nRT-009;2026-11-20;claire.lejeune;write-note;Rappeler lundi\r\n";

        var byName = await place.Run("import", place.Write("note.csv", sheet));
        var asTold = await place.Run("import", place.Write("note.txt", sheet), "--format", "csv");

        (byName.ExitCode, asTold.ExitCode).ShouldBe((0, 0));
        byName.Errors.ShouldContain("1 lines: 0 recorded, 0 nothing new, 1 taken before");
        asTold.Errors.ShouldContain("1 lines: 0 recorded, 0 nothing new, 1 taken before");
    }
}
