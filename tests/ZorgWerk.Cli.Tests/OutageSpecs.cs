using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Cli.Tests;

/// <summary>PostgreSQL is killed or the import interrupted, while a log is being taken: what was acknowledged stays, and the same command again completes the rest.</summary>
[Collection(Pilot.Name)]
public class OutageSpecs(Pilot pilot)
{
    [Fact]
    public async Task An_import_whose_database_was_killed_says_so_and_run_again_has_lost_and_doubled_nothing()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        using var import = Zorgwerk.Start(["import", Pilot.File, .. place.Here]);
        await KillWhenUnderWay(place);

        var broken = await import.End();
        var completed = await place.Run("import", Pilot.File, "--json");
        var verified = await place.Run("verify");

        broken.ExitCode.ShouldBe(3);
        broken.Errors.ShouldContain("The database went away");
        (completed.ExitCode, completed.Output).ShouldBe((1, pilot.Import.Output));
        completed.Errors.ShouldNotContain(" 0 recorded");
        completed.Errors.ShouldNotContain(" 0 taken before");
        verified.ExitCode.ShouldBe(0);
        await using var server = await EmbeddedPostgres.Start(place.Embedded);
        foreach (var table in new[] { "mt_events", "mt_streams", "zw_commands", "zw_disclosures", "zw_keys" })
            (await Workplace.Ask<long>(server.OwnerConnectionString("zorgwerk"), $"select count(*) from {table}")).ShouldBe(await pilot.Place.Ask<long>($"select count(*) from {table}"), table);
    }

    [Fact]
    public async Task An_import_that_was_interrupted_says_so_and_run_again_completes()
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("user", "list")).ExitCode.ShouldBe(0);
        // However fast it is, it stands still at the thousandth entry until it has heard.
        await using var database = NpgsqlDataSource.Create(place.Connection);
        await using var hold = await database.OpenConnectionAsync();
        async Task Do(string statement)
        {
            await using var command = new NpgsqlCommand(statement, hold);
            await command.ExecuteNonQueryAsync();
        }
        await Do("select pg_advisory_lock(1000)");
        await Do("create function stand_still() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(1000); return new; end'");
        await Do("create trigger stand_still before insert on mt_events for each row when (new.seq_id = 1000) execute function stand_still()");

        using var import = Zorgwerk.Start(["import", Pilot.File, .. place.Here]);
        while (await place.Ask<long>("select count(*) from pg_locks where locktype = 'advisory' and objid = 1000 and database = (select oid from pg_database where datname = current_database()) and not granted") == 0) await Task.Delay(20);
        import.Interrupt();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await Do("select pg_advisory_unlock(1000)");

        var broken = await import.End();
        await Do("drop trigger stand_still on mt_events");
        var completed = await place.Run("import", Pilot.File, "--json");

        broken.ExitCode.ShouldBe(130);
        broken.Errors.ShouldContain("Interrupted.");
        (completed.ExitCode, completed.Output).ShouldBe((1, pilot.Import.Output));
        (await place.Ask<long>("select count(*) from mt_events")).ShouldBe(await pilot.Place.Ask<long>("select count(*) from mt_events"));
    }

    private static async Task KillWhenUnderWay(Workplace place)
    {
        var file = Path.Combine(place.Embedded.DataDirectory, "postmaster.pid");
        while (!File.Exists(file)) await Task.Delay(20);
        // Ours to look at only: the import started it.
        var server = await EmbeddedPostgres.Start(place.Embedded);
        while (!await IsUnderWay(server)) await Task.Delay(20);
        using var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
        postmaster.Kill();
    }

    private static async Task<bool> IsUnderWay(EmbeddedPostgres server) =>
        await Workplace.Ask<bool>(server.OwnerConnectionString("postgres"), "select exists (select from pg_database where datname = 'zorgwerk')")
        && await IsUnderWay(server.OwnerConnectionString("zorgwerk"));

    private static async Task<bool> IsUnderWay(string connectionString) =>
        await Workplace.Ask<bool>(connectionString, "select to_regclass('zw_users') is not null") && await Workplace.Ask<long>(connectionString, "select count(*) from mt_events") > 200;
}
