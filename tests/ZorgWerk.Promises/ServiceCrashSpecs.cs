using System.Net;
using NodaTime.Text;
using Xunit.Abstractions;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>The service is killed while programs record steps through its API: whoever asks again under the same key has what was done done once.</summary>
public sealed class ServiceCrashSpecs(ITestOutputHelper output)
{
    private const int Writers = 8;

    [Fact]
    public async Task What_was_acknowledged_is_there_once() => await Killed(kills: 5, sameKey: true);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task What_was_acknowledged_is_there_once_after_many_kills_too() => await Killed(kills: 60, sameKey: true);

    /// <summary>The rules have no use for the same session twice, so it is not there twice; that it was asked twice is seen.</summary>
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Whoever_asks_again_under_another_key_does_ask_for_what_is_done() => (await Killed(kills: 30, sameKey: false)).ShouldBeGreaterThan(0);

    /// <returns>How often a step was asked for that was there already.</returns>
    private async Task<int> Killed(int kills, bool sameKey)
    {
        await using var place = await Workplace.OnTestServer();
        await Service.Furnish(place, Writers);

        var service = await Service.Start(place);
        var cases = await service.Cases();
        using var enough = new CancellationTokenSource();
        // Each writer has a case of its own and says in each session its number, counted by what was acknowledged.
        var acknowledged = new int[Writers];
        var askedTwice = 0;
        var writing = cases.Select((one, n) => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var key = Guid.NewGuid();
                HttpStatusCode? status;
                while ((status = await Volatile.Read(ref service).Record(one, acknowledged[n] + 1, key)) is null or HttpStatusCode.ServiceUnavailable)
                {
                    if (!sameKey) key = Guid.NewGuid();
                    await Task.Delay(20);
                }
                if (status is HttpStatusCode.OK && !sameKey) Interlocked.Increment(ref askedTwice);
                else status.ShouldBe(HttpStatusCode.Created);
                acknowledged[n]++;
            }
        })).ToList();

        for (var kill = 0; kill < kills; kill++)
        {
            var until = acknowledged.Sum() + Random.Shared.Next(20, 80);
            while (acknowledged.Sum() < until && !writing.Exists(writer => writer.IsCompleted)) await Task.Delay(5);
            service.Kill();
            var next = await Service.Start(place);
            Interlocked.Exchange(ref service, next).Dispose();
        }
        await enough.CancelAsync();
        await Task.WhenAll(writing);
        service.Kill();
        service.Dispose();

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
        output.WriteLine($"{kills} kills: {acknowledged.Sum()} acknowledged, lost {lost}, doubled {doubled}, asked for what was done {askedTwice}");
        (lost, doubled).ShouldBe((0, 0));
        (await place.Run("verify")).ExitCode.ShouldBe(0);
        (await place.Ask<long>("select count(*) from (select stream_id from mt_events group by stream_id having count(*) <> max(version)) as gaps")).ShouldBe(0);
        return askedTwice;
    }
}
