using Xunit.Abstractions;
using ZorgWerk.EventStore;

namespace ZorgWerk.Promises;

/// <summary>What was acknowledged outlives the server, and nothing is there twice.</summary>
public sealed class CrashSpecs(ITestOutputHelper output)
{
    private const int Writers = 8;

    [Fact]
    public Task Whatever_is_killed_nothing_acknowledged_is_lost_and_nothing_is_there_twice() => Survives(servers: 40, backends: 40);

    [Fact]
    [Trait("Kind", "Deep")]
    public Task Nothing_is_lost_in_many_kills_either() => Survives(servers: 200, backends: 200);

    [Fact]
    public async Task A_server_that_acknowledges_before_it_has_written_does_lose_and_that_is_seen()
    {
        await using var promised = await Promised.Start();
        await promised.Execute("alter system set wal_writer_delay = '10s'");
        await promised.Execute("alter system set wal_writer_flush_after = '1GB'");
        await promised.Execute("select pg_reload_conf()");
        var store = promised.Open("-c synchronous_commit=off");
        var writers = Enumerable.Range(0, Writers).Select(_ => new Writer(store)).ToList();
        using var enough = new CancellationTokenSource();
        var writing = writers.Select(writer => writer.Write(enough.Token, mayGiveUp: true)).ToList();

        await More(writers, than: 500);
        promised.KillServer();
        await enough.CancelAsync();
        await Task.WhenAll(writing);
        await promised.Restart();

        var audit = await Audit.Of(promised, promised.Open(), writers);
        output.WriteLine($"{audit}");
        audit.Lost.ShouldBeGreaterThan(0);
    }

    private async Task Survives(int servers, int backends)
    {
        await using var promised = await Promised.Start();
        IEventStore[] stores = [promised.Open(), promised.Open()];
        var writers = Enumerable.Range(0, Writers).Select(n => new Writer(stores[n % stores.Length])).ToList();
        using var enough = new CancellationTokenSource();
        var writing = writers.Select(writer => writer.Write(enough.Token)).ToList();

        for (var kill = 0; kill < servers + backends; kill++)
        {
            // Every kill strikes work: each time some more was acknowledged since the last.
            await More(writers, than: writers.Sum(writer => writer.Acknowledged.Count) + Random.Shared.Next(20, 100));
            if (kill < servers)
            {
                promised.KillServer();
                await promised.Restart();
            }
            else
            {
                while (!await promised.KillBackend()) await Task.Delay(20);
            }
        }

        await enough.CancelAsync();
        await Task.WhenAll(writing);
        var audit = await Audit.Of(promised, promised.Open(), writers);
        output.WriteLine($"{servers} servers and {backends} backends killed: {audit}, found done after a lost answer {writers.Sum(writer => writer.FoundDone)}");
        writers.ShouldAllBe(writer => !writer.Contradicted);
        audit.IsClean.ShouldBeTrue($"{audit}");
    }

    private static async Task More(List<Writer> writers, int than)
    {
        while (writers.Sum(writer => writer.Acknowledged.Count) < than && !writers.Exists(writer => writer.Contradicted)) await Task.Delay(5);
    }
}
