using System.Net;
using Npgsql;
using Xunit.Abstractions;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Contract;
using ZorgWerk.Postgres.Embedded;
using ZorgWerk.Testing;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.Promises;

/// <summary>Whatever the machine does to it, the store says that it is away, writes nothing by half, and goes on by itself once it can.</summary>
public sealed class SurroundingsSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task Clocks_that_jump_a_day_back_and_forth_leave_the_moments_of_recording_in_the_order_of_positions()
    {
        await using var shared = await Shared.Create();
        var start = SystemClock.Instance.GetCurrentInstant();
        FakeClock[] clocks = [new(start), new(start)];
        IEventStore[] stores = [.. clocks.Select(clock => shared.Open(clock: clock))];
        for (var n = 0; n < 60; n++)
        {
            clocks[n % 2].Now = start + Duration.FromDays(Random.Shared.Next(-1, 2)) + Duration.FromSeconds(n);
            await stores[n % 2].Append(Adding(1, to: NewStream())).Appended();
        }

        var events = await stores[0].ReadAll().ToListAsync();
        events.Count.ShouldBe(60);
        events.Select(one => one.RecordedAt).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_pool_without_a_free_connection_is_an_outage_that_passes()
    {
        await using var shared = await Shared.Create();
        await using var node = shared.NodeOn(new NpgsqlConnectionStringBuilder(Promised.AsApp(shared.Connection, "")) { MaxPoolSize = 3, Timeout = 4 }.ConnectionString);
        var participant = new StreamId(Guid.CreateVersion7());
        var step = new RegisterParticipant(new LocalDate(2026, 3, 2), PersonalText.Of("RT-1"), PersonalText.Of("Noor Claesen"), Language.Dutch, null);
        await using (await node.Connect())
        await using (await node.Connect())
        await using (await node.Connect())
            await Should.ThrowAsync<StoreUnavailableException>(node.Take(participant, step));

        await node.Take(participant, step).Recorded();
        (await node.Store.LastPosition()).ShouldBe(1);
        (await node.Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_stands_still_is_an_outage_and_what_was_asked_meanwhile_is_done_once()
    {
        await using var promised = await Promised.Start();
        IEventStore[] stores = [promised.Open(patience: TimeSpan.FromSeconds(1)), promised.Open(patience: TimeSpan.FromSeconds(1))];
        var writers = Enumerable.Range(0, 8).Select(n => new Writer(stores[n % 2])).ToList();
        using var enough = new CancellationTokenSource();
        var writing = writers.Select(writer => writer.Write(enough.Token)).ToList();
        while (writers.Sum(writer => writer.Acknowledged.Count) < 200) await Task.Delay(5);
        promised.StopServer();
        while (writers.Sum(writer => writer.Away) < writers.Count) await Task.Delay(20);
        promised.ContinueServer();
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        var audit = await Audit.Of(promised, promised.Open(), writers);
        output.WriteLine($"{audit}, found done after a lost answer {writers.Sum(writer => writer.FoundDone)}, away {writers.Sum(writer => writer.Away)}");
        audit.IsClean.ShouldBeTrue($"{audit}");
    }

    [Fact]
    public async Task A_service_whose_database_is_gone_says_when_to_ask_again_and_goes_on_without_a_restart()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await Service.Furnish(place, cases: 1);
        using var service = await Service.Start(place);
        var one = (await service.Cases()).ShouldHaveSingleItem();
        (await service.Record(one, 1, Guid.NewGuid())).ShouldBe(HttpStatusCode.Created);
        var lost = Guid.NewGuid();

        await EmbeddedPostgres.StopRunning(place.Embedded);
        (await service.Look("api/v1/participants")).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        (await service.Look("health/ready")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await service.Record(one, 2, lost)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await service.Look("health/live")).Status.ShouldBe(HttpStatusCode.OK);
        await using var server = await EmbeddedPostgres.Start(place.Embedded);

        // Connections from before are found broken one by one, each by somebody who is told to ask again.
        HttpStatusCode? answer;
        while ((answer = await service.Record(one, 2, lost)) is HttpStatusCode.ServiceUnavailable) await Task.Delay(50);
        answer.ShouldBe(HttpStatusCode.Created);
        while ((await service.Look("api/v1/participants")).Status is HttpStatusCode.ServiceUnavailable) await Task.Delay(50);
        (await service.Look("api/v1/participants")).Status.ShouldBe(HttpStatusCode.OK);
        (await Workplace.Ask<long>(server.OwnerConnectionString("zorgwerk"), "select count(*) from mt_events where type = 'session_held'")).ShouldBe(2);
        service.Kill();
    }

    /// <summary>Needs somebody who may mount, so it is not for every machine.</summary>
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_full_disk_is_an_outage_and_once_there_is_room_everything_acknowledged_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("zorgwerk-disk-").FullName;
        await using (var disk = await SmallDisk.Mount(folder))
        await using (var promised = await Promised.Start(folder))
        {
            var store = promised.Open();
            var writers = Enumerable.Range(0, 8).Select(_ => new Writer(store)).ToList();
            using var enough = new CancellationTokenSource();
            var writing = writers.Select(writer => writer.Write(enough.Token)).ToList();
            for (var fill = 0; fill < 3; fill++)
            {
                var until = writers.Sum(writer => writer.Acknowledged.Count) + 200;
                while (writers.Sum(writer => writer.Acknowledged.Count) < until) await Task.Delay(5);
                disk.FillUp();
                var away = writers.Sum(writer => writer.Away);
                while (writers.Sum(writer => writer.Away) < away + 50) await Task.Delay(20);
                disk.MakeRoom();
                // A server that could not write its log has ended itself; it comes back as after a crash.
                await promised.Restart();
            }
            await enough.CancelAsync();
            await Task.WhenAll(writing);

            var audit = await Audit.Of(promised, promised.Open(), writers);
            output.WriteLine($"disk full three times: {audit}, away {writers.Sum(writer => writer.Away)}");
            audit.IsClean.ShouldBeTrue($"{audit}");
        }
        Directory.Delete(folder);
    }
}
