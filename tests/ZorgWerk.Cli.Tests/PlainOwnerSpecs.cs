using Npgsql;

namespace ZorgWerk.Cli.Tests;

/// <summary>The owner of the tables need be no superuser: forced row-level security leaves it its work.</summary>
public class PlainOwnerSpecs
{
    [Fact]
    public async Task An_owner_without_privileges_records_rebuilds_verifies_and_takes_events_out_and_in()
    {
        await using var place = await Workplace.OnTestServer();
        await using var other = await Workplace.OnTestServer();
        var owner = $"owner_{Guid.NewGuid():n}";
        // Roles belong to the server: whoever came first made them.
        await using (var first = await Workplace.OnTestServer()) (await first.Run("user", "list")).ExitCode.ShouldBe(0);
        await Do(place, $"create role {owner} login createrole password 'een wachtwoord'; grant zorgwerk_app, zorgwerk_reader to {owner} with admin option");
        try
        {
            var (here, there) = (await GiveTo(owner, place), await GiveTo(owner, other));
            var file = Path.Combine(place.Folder, "events.jsonl");

            foreach (var command in new string[][]
            {
                ["import", place.Write("log.jsonl", SmallHouse.Log(3)), .. here], ["views", "rebuild", .. here], ["verify", .. here],
                ["events", "export", "--out", file, .. here], ["events", "import", file, .. there], ["verify", .. there],
            })
            {
                var said = await Zorgwerk.Run(command);
                said.ExitCode.ShouldBe(0, $"{string.Join(' ', command)}: {said.Errors}");
            }
            (await other.Ask<long>("select count(*) from zw_caseload")).ShouldBe(3);
            (await Zorgwerk.Run(["doctor", "--json", .. here])).Json.Where(found => found.GetProperty("standing").GetString() is "fault")
                .Select(found => found.GetProperty("check").GetString()).ShouldBe(["fsync", "full_page_writes", "synchronous_commit"]);
        }
        finally
        {
            foreach (var one in new[] { place, other }) await Do(one, $"reassign owned by {owner} to zorgwerk_owner; drop owned by {owner}");
            await Do(place, $"drop role {owner}");
        }
    }

    private static async Task<string[]> GiveTo(string owner, Workplace place)
    {
        await Do(place, $"alter database {place.DatabaseName} owner to {owner}; alter schema public owner to {owner}");
        File.WriteAllText(Path.Combine(place.Folder, "master.key"), new string('7', 64) + "\n");
        return ["--data", place.Folder, "--connection", new NpgsqlConnectionStringBuilder(place.Connection) { Username = owner, Password = "een wachtwoord" }.ConnectionString];
    }

    private static Task<long> Do(Workplace place, string statement) => place.Ask<long>($"{statement}; select 1::bigint");
}
