using System.Text;

namespace ZorgWerk.Cli.Tests;

/// <summary>Everything on record goes out as it is stored, and into an empty database to the very same state.</summary>
[Collection(Pilot.Name)]
public class EventFileSpecs(Pilot pilot)
{
    private const string Views = """
        select string_agg(name || ' ' || coalesce(rows, ''), E'\n' order by name) from (
          select 'caseload' as name, (select md5(string_agg(r::text, E'\n' order by r::text)) from zw_caseload r) as rows
          union all select 'timeline', (select md5(string_agg(r::text, E'\n' order by r::text)) from zw_timeline r)
          union all select 'disclosures', (select md5(string_agg(r::text, E'\n' order by r::text)) from zw_disclosures r)
          union all select 'consents', (select md5(string_agg(r::text, E'\n' order by r::text)) from zw_consents r)
          union all select 'names', (select md5(string_agg(r::text, E'\n' order by r::text)) from zw_names r)) views
        """;

    [Fact]
    public async Task An_export_taken_into_an_empty_database_is_the_same_database()
    {
        await using var empty = await UnderTheSameKey();
        var (there, back) = (Path.Combine(empty.Folder, "there.jsonl"), Path.Combine(empty.Folder, "back.jsonl"));

        (await pilot.Place.Run("events", "export", "--out", there)).ExitCode.ShouldBe(0);
        var import = await empty.Run("events", "import", there);
        (await empty.Run("events", "export", "--out", back)).ExitCode.ShouldBe(0);

        import.ExitCode.ShouldBe(0, import.Errors);
        (await File.ReadAllBytesAsync(back)).ShouldBe(await File.ReadAllBytesAsync(there));
        (await File.ReadAllLinesAsync(there)).Length.ShouldBeGreaterThan(5000);
        (await empty.Run("verify")).ExitCode.ShouldBe(0);
        (await empty.Ask<string>(Views)).ShouldBe(await pilot.Place.Ask<string>(Views));
        // The answers to its commands came along: the log it was made of is known, and the next event has the next position.
        (await empty.Run("import", Pilot.File)).Errors.ShouldContain(" 0 recorded");
        (await empty.Run("import", empty.Write("next.jsonl", SmallHouse.Log(1)))).ExitCode.ShouldBeLessThan(2);
        (await empty.Ask<long>("select max(seq_id) - count(*) from mt_events")).ShouldBe(await pilot.Place.Ask<long>("select max(seq_id) - count(*) from mt_events"));
    }

    [Fact]
    public async Task Nothing_of_it_can_be_read_without_the_master_key_and_nobody_else_may_open_it()
    {
        await using var place = await UnderTheSameKey();
        var file = Path.Combine(place.Folder, "events.jsonl");

        (await pilot.Place.Run("events", "export", "--out", file)).ExitCode.ShouldBe(0);

        var name = (await File.ReadAllTextAsync(Pilot.File)).Split("\"name\":\"")[2].Split('"')[0];
        (await File.ReadAllTextAsync(file)).ShouldNotContain(name);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await pilot.Place.Run("events", "export", "--out", file)).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task A_file_that_is_not_whole_or_not_for_here_is_refused_and_leaves_nothing()
    {
        await using var place = await UnderTheSameKey();
        var file = Path.Combine(place.Folder, "events.jsonl");
        (await pilot.Place.Run("events", "export", "--out", file)).ExitCode.ShouldBe(0);
        var lines = await File.ReadAllLinesAsync(file);

        foreach (var (harmed, why) in new (string[], string)[]
        {
            (lines[..^1], "cut short"),
            (lines[..^2], "cut short"),
            ([.. lines[..^2], lines[^1]], "differ"),
            ([lines[0], lines[2], lines[1], .. lines[3..]], "differ"),
            ([.. lines.Select((line, at) => at == 40 ? line.Replace("0", "1", StringComparison.Ordinal) : line)], "changed or is not whole"),
            ([.. lines, "{}"], "follows after the end"),
            (["{\"format\":\"else\"}", .. lines[1..]], "not a file of"),
            ([lines[0], "{\"pg_authid\":{}}", .. lines[1..]], "none of ours"),
        })
        {
            await File.WriteAllLinesAsync(file, harmed, new UTF8Encoding(false));
            var said = await place.Run("events", "import", file);

            (said.ExitCode, said.Output).ShouldBe((1, ""), why);
            said.Errors.ShouldContain(why);
            (await place.Ask<long>("select (select count(*) from mt_events) + (select count(*) from mt_streams) + (select count(*) from zw_commands) + (select count(*) from zw_keys)")).ShouldBe(0, why);
        }

        await using var other = await Workplace.OnTestServer();
        await File.WriteAllLinesAsync(file, lines, new UTF8Encoding(false));
        (await other.Run("events", "import", file)).Errors.ShouldContain("ZORGWERK_MASTER_KEY_FILE");
        (await place.Run("events", "import", file)).ExitCode.ShouldBe(0);
        (await place.Run("events", "import", file)).Errors.ShouldContain("goes into an empty one");
    }

    private async Task<Workplace> UnderTheSameKey()
    {
        var place = await Workplace.OnTestServer();
        File.Copy(Path.Combine(pilot.Place.Folder, "master.key"), Path.Combine(place.Folder, "master.key"));
        return place;
    }
}
