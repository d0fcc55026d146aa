using System.Diagnostics;
using Xunit.Abstractions;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>A view is built anew beside the live one while participants are taken in, and while the rebuild itself is cut off again and again: no reader sees it shrink, nothing is left beside it, and it is what the streams fold to.</summary>
public sealed class RebuildSpecs(ITestOutputHelper output)
{
    private static readonly LocalDate Today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
    private static readonly ActorId Wim = new(Guid.CreateVersion7());

    [Fact]
    public Task Cut_off_or_not_a_view_is_whole_at_every_moment() => IsWhole(rebuilds: 6);

    [Fact]
    [Trait("Kind", "Deep")]
    public Task It_is_whole_through_many_rebuilds_too() => IsWhole(rebuilds: 100);

    [Fact]
    public async Task A_rebuild_that_does_not_catch_up_leaves_out_what_was_recorded_meanwhile_and_that_is_seen()
    {
        await using var shared = await Shared.Create();
        await using var node = shared.Node();
        await node.DefineProgramme();
        await node.TakeInParticipants(20);
        await node.Outcomes.CatchUp();
        (await node.Differences()).ShouldBeEmpty();

        await shared.Rebuild(node, new Deaf(node.Store, meanwhile: () => node.TakeInParticipants(1))).Run(new CaseloadView());

        (await node.Differences()).ShouldNotBeEmpty();
    }

    private async Task IsWhole(int rebuilds)
    {
        await using var shared = await Shared.Create();
        await using var node = shared.Node();
        await node.DefineProgramme();
        using var enough = new CancellationTokenSource();
        var writing = Task.WhenAll(TakeInAndShare(node, enough.Token), TakeInAndShare(node, enough.Token));
        var following = Task.Run(async () => { while (!enough.IsCancellationRequested) await node.Outcomes.CatchUp(); });
        var reading = Task.Run(() => NeverShrinks(node, enough.Token));
        while (await node.Store.LastPosition() < 300) await Task.Delay(20);

        var (done, cut) = (0, 0);
        for (var n = 0; n < rebuilds; n++)
        {
            var view = ParticipantView.All[(n + n / ParticipantView.All.Count) % ParticipantView.All.Count];
            // A whole one first, to tell how long the next may take: no part of it is spared.
            var since = Stopwatch.GetTimestamp();
            (await shared.Rebuild(node, node.Store).Run(view)).ShouldNotBeNull();
            var moment = Random.Shared.NextDouble() * Stopwatch.GetElapsedTime(since);
            // Half of them from within, by whoever asked for it; half from without, by the server.
            var isFromWithin = n % 2 == 0;
            using var impatient = new CancellationTokenSource(isFromWithin ? moment : Timeout.InfiniteTimeSpan);
            var rebuild = shared.Rebuild(node, node.Store).Run(view, cancel: impatient.Token);
            if (!isFromWithin)
            {
                await Task.Delay(moment);
                await shared.Execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'rebuild'");
            }
            try
            {
                await rebuild;
                done++;
            }
            catch (Exception away) when (away is OperationCanceledException or Npgsql.NpgsqlException or InvalidOperationException or IOException)
            {
                cut++;
            }
            (await LeftBeside(shared)).ShouldBe(0);
            // Before the next round makes good what this one may have spoilt.
            if ((n + 1) % ParticipantView.All.Count == 0) (await node.Differences()).ShouldBeEmpty();
        }
        await enough.CancelAsync();
        var participants = (await writing).Sum();
        await following;
        await node.Outcomes.CatchUp();
        output.WriteLine($"{rebuilds} rebuilds, and as many that were to be cut off: {cut} were, {done} were done first; meanwhile {participants} participants were taken in; looked {await reading} times");
        (await node.Differences()).ShouldBeEmpty();
    }

    private static Task<int> TakeInAndShare(Node node, CancellationToken enough) => node.TakeInParticipants(int.MaxValue, async participant =>
    {
        await node.Take(participant, new MapActor(Today, Wim, ActorRole.HumanResources, PersonalText.Of("Wim Aerts"), null)).Recorded();
        await node.Take(participant, new GrantConsent(Today, new ConsentId(Guid.CreateVersion7()), ActorId.Participant, [Category.Progress], [Wim], Purpose.WorkResumption, Today, Today.PlusDays(30), HowGiven.Paper, Informed: true)).Recorded();
        await node.Take(participant, new DiscloseInformation(Today, ActorId.Participant, [Category.Progress], Wim, Purpose.WorkResumption, PersonalText.Of("Het gaat goed."))).Recorded();
    }, enough);

    private static Task<long> LeftBeside(Shared shared) => Workplace.Ask<long>(shared.Connection, "select count(*) from pg_class where relname like '%beside%'");

    /// <returns>How often it looked at all views.</returns>
    private static async Task<int> NeverShrinks(Node node, CancellationToken enough)
    {
        await using var connection = await node.Connect();
        await using var count = new Npgsql.NpgsqlCommand($"select array[{string.Join(", ", ParticipantView.All.Select(view => $"(select count(*) from {view.Table.Name})"))}]", connection);
        var (seen, looks) = (new long[ParticipantView.All.Count], 0);
        for (; !enough.IsCancellationRequested; looks++)
        {
            var now = (long[])(await count.ExecuteScalarAsync(CancellationToken.None))!;
            now.Zip(seen).ShouldAllBe(rows => rows.First >= rows.Second);
            seen = now;
        }
        seen.ShouldAllBe(rows => rows > 0);
        return looks;
    }
}
