using System.Net;
using Npgsql;
using Xunit.Abstractions;
using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>A private PostgreSQL that dies under a running service is started again by it, or the service ends; it never stays up to serve only errors.</summary>
public sealed class SupervisionSpecs(ITestOutputHelper output)
{
    private const int Writers = 4;

    private const string Numbers = $"""
        select coalesce(array_agg(((data ->> 'on')::date - date '2025-05-14') * 600 + (data ->> 'minutes')::int order by version), array[]::int[])
        from mt_events where type = 'session_held' and stream_id =
        """;

    public static TheoryData<string> WaysToDie => ["postmaster killed", "whole server killed", "stopped in order"];

    [Theory]
    [MemberData(nameof(WaysToDie))]
    public async Task It_is_back_by_itself_and_nothing_acknowledged_is_lost(string way)
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await Service.Furnish(place, Writers);
        using var service = await Service.Start(place);
        var cases = await service.Cases();
        var acknowledged = new int[Writers];
        using var enough = new CancellationTokenSource();
        var writing = cases.Select((one, n) => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                (await Recorded(service, one, acknowledged[n] + 1)).ShouldBe(HttpStatusCode.Created);
                acknowledged[n]++;
            }
        })).ToList();

        for (var death = 0; death < 3; death++)
        {
            await UntilMore(acknowledged, writing);
            await End(place, way);
            await UntilMore(acknowledged, writing);
        }
        await enough.CancelAsync();
        await Task.WhenAll(writing);
        (await service.Look("health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        service.Kill();

        output.WriteLine($"{way}, three times: {acknowledged.Sum()} acknowledged");
        await using (var server = await EmbeddedPostgres.Start(place.Embedded))
        {
            for (var n = 0; n < Writers; n++)
                (await Workplace.Ask<int[]>(server.OwnerConnectionString("zorgwerk"), $"{Numbers} '{cases[n]}'")).ShouldBe(Enumerable.Range(1, acknowledged[n]));
        }
        (await place.Run("verify")).ExitCode.ShouldBe(0);
    }

    /// <summary>The same service on the same server, which it was told not to be its own: nobody starts it, and it is found dead.</summary>
    [Fact]
    public async Task A_server_that_is_named_is_never_started_by_the_service()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await Service.Furnish(place, cases: 1);
        var server = await EmbeddedPostgres.Start(place.Embedded);
        using var service = await Service.Start(place, server.OwnerConnectionString("zorgwerk"));
        var one = (await service.Cases()).ShouldHaveSingleItem();

        await End(place, "postmaster killed");
        for (var tries = 0; tries < 20; tries++)
        {
            (await service.Record(one, 1, Guid.NewGuid())).ShouldBe(HttpStatusCode.ServiceUnavailable);
            await Task.Delay(100);
        }

        (await service.Look("health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        server.ServerProcess.ShouldBeNull();
        await using var again = await EmbeddedPostgres.Start(place.Embedded);
        again.StartedByUs.ShouldBeTrue();
        (await Recorded(service, one, 1)).ShouldBe(HttpStatusCode.Created);
        service.Kill();
    }

    [Fact]
    public async Task Two_services_that_share_it_have_it_back_from_either_also_when_the_one_that_started_it_leaves()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await Service.Furnish(place, cases: 1);
        using var first = await Service.Start(place);
        using var second = await Service.Start(place);
        var one = (await first.Cases()).ShouldHaveSingleItem();

        await End(place, "postmaster killed");
        (await Recorded(first, one, 1)).ShouldBe(HttpStatusCode.Created);
        (await Recorded(second, one, 2)).ShouldBe(HttpStatusCode.Created);
        (await first.Stop()).ExitCode.ShouldBe(0);
        (await Recorded(second, one, 3)).ShouldBe(HttpStatusCode.Created);
        (await second.Stop()).ExitCode.ShouldBe(0);

        File.Exists(Path.Combine(place.Embedded.DataDirectory, "postmaster.pid")).ShouldBeFalse("the last one stops what it started");
    }

    [Fact]
    public async Task A_service_whose_server_does_not_start_again_says_so_while_it_tries_and_then_ends_with_a_code_of_its_own()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await Service.Furnish(place, cases: 1);
        using var service = await Service.Start(place);
        await File.AppendAllTextAsync(Path.Combine(place.Embedded.DataDirectory, "postgresql.auto.conf"), "no_such_setting = on\n");
        await End(place, "postmaster killed");

        string said;
        while ((said = await service.Text("health/live")).Contains("\"ok\"", StringComparison.Ordinal)) await Task.Delay(20);
        said.ShouldContain("database-starting");
        (await service.Text("health/ready")).ShouldContain("being started again");
        var ended = await service.End();

        ended.ExitCode.ShouldBe(4);
        ended.Errors.ShouldContain("The private PostgreSQL is gone and was not brought back in 8 attempts, so the service ends.");
        ended.Errors.ShouldContain("no_such_setting");
    }

    /// <summary>A restore that waits for its archive refuses everybody, as one that replays its log after a crash does.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_recovers_when_the_service_starts_is_waited_for(bool named)
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await Service.Furnish(place, cases: 1);
        var server = await EmbeddedPostgres.Start(place.Embedded);
        var connection = server.OwnerConnectionString("zorgwerk");
        await server.Stop();
        var hold = place.Write("hold", "");
        var data = server.DataDirectory;
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.auto.conf"), $"restore_command = 'while [ -e {hold} ]; do sleep 0.1; done; false'\nhot_standby = off\n");
        await File.WriteAllTextAsync(Path.Combine(data, "recovery.signal"), "");

        var recovering = EmbeddedPostgres.Start(place.Embedded);
        while (!await IsRecovering(connection)) await Task.Delay(50);
        using var program = Zorgwerk.Start(["up", "--accept-loss", "--port", "0", .. named ? ["--data", place.Folder, "--connection", connection] : place.Here]);
        var address = program.NextLine();
        if (named) await program.Says("Waiting for PostgreSQL: the database system is");
        await Task.Delay(TimeSpan.FromSeconds(1));
        address.IsCompleted.ShouldBeFalse();
        File.Delete(hold);

        (await address).ShouldStartWith("http://");
        program.Signal("KILL");
        await (await recovering).Stop();
    }

    private static async Task<bool> IsRecovering(string connection)
    {
        try
        {
            await Workplace.Ask<int>(connection, "select 1");
            return false;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.CannotConnectNow)
        {
            return true;
        }
        catch (NpgsqlException)
        {
            // Not even listening yet.
            return false;
        }
    }

    private static async Task End(Workplace place, string way)
    {
        var processes = Processes.OfServer(place.Embedded.DataDirectory);
        switch (way)
        {
            case "postmaster killed": Processes.Signal("KILL", processes[0]); break;
            case "whole server killed": Processes.Signal("KILL", processes); break;
            default: (await EmbeddedPostgres.StopRunning(place.Embedded)).ShouldBeTrue(); break;
        }
    }

    private static async Task UntilMore(int[] acknowledged, List<Task> writing)
    {
        var until = acknowledged.Sum() + 20;
        while (acknowledged.Sum() < until && !writing.Exists(writer => writer.IsCompleted)) await Task.Delay(10);
    }

    // Asked again under the same key until there is an answer that is not "come back".
    private static async Task<HttpStatusCode?> Recorded(Service service, Guid participant, int number)
    {
        var key = Guid.NewGuid();
        HttpStatusCode? answer;
        while ((answer = await service.Record(participant, number, key)) is null or HttpStatusCode.ServiceUnavailable) await Task.Delay(50);
        return answer;
    }
}
