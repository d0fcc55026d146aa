using System.Net;
using System.Net.Http.Headers;
using Npgsql;
using Xunit.Abstractions;
using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>Whatever keeps the database from the service, whoever asks its API is told when to ask again, and what they ask then is done once.</summary>
public sealed class ServiceOutageSpecs(ITestOutputHelper output)
{
    private const string Sessions = "select count(*) from mt_events where type = 'session_held'";

    [Fact]
    public async Task A_database_that_stands_still_is_an_outage_that_passes()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await using var server = await EmbeddedPostgres.Start(place.Embedded);
        await Service.Furnish(place, cases: 2);
        var owner = server.OwnerConnectionString("zorgwerk");
        using var service = await Service.Start(place, new NpgsqlConnectionStringBuilder(owner) { CommandTimeout = 2, Timeout = 2 }.ConnectionString);
        var cases = await service.Cases();
        var key = Guid.NewGuid();
        (await service.Record(cases[0], 1, Guid.NewGuid())).ShouldBe(HttpStatusCode.Created);

        Processes.Signal("STOP", Processes.OfServer(server.DataDirectory));
        try
        {
            (await service.Look("api/v1/participants")).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
            (await service.Record(cases[1], 1, key)).ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await service.Look("health/live")).Status.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            Processes.Signal("CONT", Processes.OfServer(server.DataDirectory));
        }

        (await UntilDone(service, cases[1], 1, key)).ShouldBe(HttpStatusCode.Created);
        (await service.Look("api/v1/participants")).Status.ShouldBe(HttpStatusCode.OK);
        (await Workplace.Ask<long>(owner, Sessions)).ShouldBe(2);
        service.Kill();
    }

    [Fact]
    public async Task A_pool_without_a_free_connection_is_an_outage_that_passes()
    {
        await using var place = await Workplace.OnTestServer();
        await Service.Furnish(place, cases: 1);
        using var service = await Service.Start(place, new NpgsqlConnectionStringBuilder(place.Connection) { MaxPoolSize = 2, Timeout = 3 }.ConnectionString);
        var one = (await service.Cases()).ShouldHaveSingleItem();
        var key = Guid.NewGuid();
        var waiting = new List<Task<(HttpStatusCode Status, bool SaysWhen)>>();
        await using (var holding = new NpgsqlConnection(place.Connection))
        {
            await holding.OpenAsync();
            await using var transaction = await holding.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("lock table zw_caseload in access exclusive mode", holding)) await hold.ExecuteNonQueryAsync();
            while (await place.Ask<long>("select count(*) from pg_stat_activity where datname = current_database() and application_name = 'zorgwerk-pages' and wait_event_type = 'Lock'") < 2)
            {
                // Who found every connection taken by something else was sent away.
                waiting.RemoveAll(look => look.IsCompleted);
                while (waiting.Count < 2) waiting.Add(service.Look("api/v1/participants"));
                await Task.Delay(20);
            }

            (await service.Look("api/v1/participants")).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
            (await service.Record(one, 1, key)).ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await place.Ask<long>(Sessions)).ShouldBe(0);
        }

        foreach (var look in waiting) (await look).Status.ShouldBe(HttpStatusCode.OK);
        (await UntilDone(service, one, 1, key)).ShouldBe(HttpStatusCode.Created);
        (await place.Ask<long>(Sessions)).ShouldBe(1);
        service.Kill();
    }

    /// <summary>The framework wraps up whatever keeps it from the keys that it seals with.</summary>
    [Fact]
    public async Task Keys_of_the_web_that_cannot_be_read_are_an_outage_that_passes()
    {
        await using var place = await Workplace.OnTestServer();
        await Service.Furnish(place, cases: 1);
        using var before = await Service.Start(place);
        before.Kill();
        await using var holding = new NpgsqlConnection(place.Connection);
        await holding.OpenAsync();
        await using var transaction = await holding.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table zw_web_keys in access exclusive mode", holding)) await hold.ExecuteNonQueryAsync();

        using var service = await Service.Start(place, new NpgsqlConnectionStringBuilder(place.Connection) { CommandTimeout = 1 }.ConnectionString, before.Token);
        (await service.TrySignIn()).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        // Who is in already is told the same, and stays in.
        (await service.Look("api/v1/participants")).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        (await service.Look("health/live")).Status.ShouldBe(HttpStatusCode.OK);
        await transaction.RollbackAsync();
        (await service.Look("api/v1/participants")).Status.ShouldBe(HttpStatusCode.OK);
        (await service.TrySignIn()).Status.ShouldBe(HttpStatusCode.Created);
        service.Kill();
    }

    /// <summary>Needs somebody who may mount, so it is not for every machine.</summary>
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_full_disk_is_an_outage_and_once_there_is_room_everything_acknowledged_is_there()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await using var disk = await SmallDisk.Mount(place.Folder);
        try
        {
            await Service.Furnish(place, cases: 1);
            using var service = await Service.Start(place);
            var one = (await service.Cases()).ShouldHaveSingleItem();
            var done = 0;
            for (var fill = 0; fill < 3; fill++)
            {
                disk.FillUp();
                Guid key;
                HttpStatusCode? answer;
                while ((answer = await service.Record(one, done + 1, key = Guid.NewGuid())) is HttpStatusCode.Created) done++;
                answer.ShouldBe(HttpStatusCode.ServiceUnavailable);
                // A server that could not write its log has ended itself; the service starts it again, as after a crash.
                disk.MakeRoom();
                (await UntilDone(service, one, ++done, key)).ShouldBe(HttpStatusCode.Created);
            }
            service.Kill();

            output.WriteLine($"disk full three times: {done} acknowledged");
            await using var server = await EmbeddedPostgres.Start(place.Embedded);
            (await Workplace.Ask<long>(server.OwnerConnectionString("zorgwerk"), Sessions)).ShouldBe(done);
            var verified = await place.Run("verify");
            verified.ExitCode.ShouldBe(0, verified.Output);
        }
        finally
        {
            await EmbeddedPostgres.StopRunning(place.Embedded);
        }
    }

    // Connections from before are found broken one by one, each by somebody who is told to ask again.
    private static async Task<HttpStatusCode?> UntilDone(Service service, Guid participant, int number, Guid key)
    {
        HttpStatusCode? answer;
        while ((answer = await service.Record(participant, number, key)) is HttpStatusCode.ServiceUnavailable) await Task.Delay(50);
        return answer;
    }
}
