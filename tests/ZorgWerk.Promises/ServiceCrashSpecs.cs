using System.Net;
using NodaTime.Text;
using Xunit.Abstractions;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>Processes of the service are killed while programs record steps through its API: whoever asks again, at the next process, under the same key has what was done done once.</summary>
public sealed class ServiceCrashSpecs(ITestOutputHelper output)
{
    private const int Writers = 8;

    /// <summary>Appends are held open a moment, so that a kill finds some that will be committed and whose answer is lost.</summary>
    private const string HeldOpen = """
        create function hold_open() returns trigger language plpgsql as $$ begin perform pg_sleep(random() * 0.03); return null; end $$;
        create trigger hold_open after insert on mt_events for each statement execute function hold_open();
        select 1
        """;

    [Fact]
    public async Task What_was_acknowledged_is_there_once() => (await Killed(kills: 40, sameKey: true)).ShouldBe((0, 0, 0));

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task What_was_acknowledged_is_there_once_after_many_kills_too() => (await Killed(kills: 200, sameKey: true)).ShouldBe((0, 0, 0));

    /// <summary>And not word for word, or the rules would know the session again.</summary>
    [Fact]
    public async Task Whoever_asks_again_under_another_key_does_some_twice_and_that_is_seen()
    {
        var (lost, doubled, gaps) = await Killed(kills: 3, sameKey: false);
        (lost, gaps).ShouldBe((0, 0));
        doubled.ShouldBeGreaterThan(0);
    }

    private async Task<(int Lost, int Doubled, long Gaps)> Killed(int kills, bool sameKey)
    {
        await using var place = await Workplace.OnTestServer();
        await Service.Furnish(place, Writers);
        await place.Ask<int>(HeldOpen);

        await using var services = await InTurn.Start(place);
        var cases = services.Cases;
        using var enough = new CancellationTokenSource();
        // Each writer has a case of its own and says in each session its number, counted by what was acknowledged.
        var acknowledged = new int[Writers];
        var askedAgain = 0;
        var writing = cases.Select((one, n) => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var (key, form) = (Guid.NewGuid(), "online");
                HttpStatusCode? status;
                while ((status = await services.Record(one, acknowledged[n] + 1, key, form)) is null or HttpStatusCode.ServiceUnavailable)
                {
                    Interlocked.Increment(ref askedAgain);
                    if (!sameKey) (key, form) = (Guid.NewGuid(), "individual");
                    // Some ask again so soon that the process before has their step still under way in the database.
                    await Task.Delay(Random.Shared.Next(100));
                }
                if (sameKey || status is not HttpStatusCode.OK) status.ShouldBe(HttpStatusCode.Created);
                acknowledged[n]++;
            }
        })).ToList();

        for (var kill = 0; kill < kills; kill++)
        {
            var until = acknowledged.Sum() + Random.Shared.Next(10, 40);
            while (acknowledged.Sum() < until && !services.HasFailed && !writing.Exists(writer => writer.IsCompleted)) await Task.Delay(5);
            await services.KillNext();
        }
        await enough.CancelAsync();
        await Task.WhenAll(writing);
        await services.KillAll();

        var (lost, doubled) = (0, 0);
        for (var n = 0; n < Writers; n++)
        {
            var numbers = await place.Ask<int[]>($"""
                select coalesce(array_agg(((data ->> 'on')::date - date '{LocalDatePattern.Iso.Format(Service.First)}') * {Service.MostMinutes} + (data ->> 'minutes')::int order by version), array[]::int[])
                from mt_events where stream_id = '{cases[n]}' and type = 'session_held'
                """);
            lost += Enumerable.Range(1, acknowledged[n]).Except(numbers).Count();
            doubled += numbers.Length - numbers.Distinct().Count();
        }
        (await place.Run("verify")).ExitCode.ShouldBe(0);
        var gaps = await place.Ask<long>("select count(*) from (select stream_id from mt_events group by stream_id having count(*) <> max(version)) as gaps");
        output.WriteLine($"{kills} kills: {acknowledged.Sum()} acknowledged, asked again {askedAgain} times; lost {lost}, doubled {doubled}, gaps {gaps}");
        return (lost, doubled, gaps);
    }
}
