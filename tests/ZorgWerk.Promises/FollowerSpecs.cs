using System.Diagnostics;
using Npgsql;
using Xunit.Abstractions;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Views;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>Three processes follow one background view. Whichever moved it last is killed, stopped or cut off; the others go on, nothing is left out and nobody who comes back writes what is old.</summary>
public sealed class FollowerSpecs(ITestOutputHelper output)
{
    [Fact]
    public Task Whoever_is_in_trouble_the_view_goes_on() => GoesOn(troubles: 6);

    [Fact]
    [Trait("Kind", "Deep")]
    public Task It_goes_on_after_many_troubles_too() => GoesOn(troubles: 150);

    [Fact]
    public async Task A_writer_that_does_not_look_where_the_view_is_writes_what_is_old_and_that_is_seen()
    {
        await using var shared = await Shared.Create();
        await using var node = shared.Node();
        await node.DefineProgramme();
        using var enough = new CancellationTokenSource();
        var writing = node.TakeInParticipants(enough.Token);
        News late;
        // The last participant of these is not through the intake yet.
        do late = await News.After(0, 99, node.Store, default);
        while (late.UpTo < 99);
        var old = await late.Fold(node.Reader, default);
        await enough.CancelAsync();
        await writing;
        await shared.Execute(Moves.Noted);
        await node.Outcomes.CatchUp();
        (await node.Differences()).ShouldBeEmpty();
        (await Workplace.Ask<long>(shared.Connection, Moves.OutOfTurn)).ShouldBe(0);

        await using var connection = await node.Connect();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await ViewRows.Replace(connection, node.Outcomes.View, node.Outcomes.View.Table.Name, old, node.Keys, default);
            await transaction.CommitAsync();
        }
        (await node.Differences()).ShouldNotBeEmpty();

        await shared.Execute($"update mt_event_progression set last_seq_id = {late.UpTo} where name = 'Outcomes:All'");
        (await Workplace.Ask<long>(shared.Connection, Moves.OutOfTurn)).ShouldBePositive();
    }

    private async Task GoesOn(int troubles)
    {
        await using var place = await Workplace.OnTestServer();
        var followers = new List<Zorgwerk>();
        try
        {
            // One after the other, so that only the first makes the tables.
            for (var n = 0; n < 3; n++) followers.Add(await Follower(place, n));
            await using var node = new Node(Promised.AsApp(place.Connection, ""), MasterKey.FromFile(Path.Combine(place.Folder, "master.key")));
            await place.Ask<object>($"{Moves.Noted}; select 1");
            await node.DefineProgramme();
            using var enough = new CancellationTokenSource();
            var writing = node.TakeInParticipants(enough.Token);
            while (await place.Ask<long>(Moves.Count) == 0) await Task.Delay(20);
            var takeOvers = new List<TimeSpan>();
            for (var trouble = 0; trouble < troubles; trouble++)
            {
                var victim = await place.Ask<int>(Moves.Last);
                switch (trouble % 3)
                {
                    case 0:
                        followers[victim].Signal("KILL");
                        takeOvers.Add(await MovedOn(place));
                        followers[victim].Dispose();
                        followers[victim] = await Follower(place, victim);
                        break;
                    case 1:
                        followers[victim].Signal("STOP");
                        takeOvers.Add(await MovedOn(place));
                        followers[victim].Signal("CONT");
                        break;
                    default:
                        (await place.Ask<long>(Moves.CutOff(victim))).ShouldBePositive();
                        takeOvers.Add(await MovedOn(place));
                        break;
                }
            }
            await enough.CancelAsync();
            var participants = await writing;
            while (await Position(place) < await node.Store.LastPosition()) await Task.Delay(50);

            takeOvers.Sort();
            output.WriteLine($"{troubles} troubles while {participants} participants were taken in: the view moved on after {takeOvers[takeOvers.Count / 2].TotalSeconds:0.0} s in the middle, {takeOvers[^1].TotalSeconds:0.0} s at most; {await place.Ask<long>(Moves.Count)} moves, overtaken {await place.Ask<long>(Moves.Overtaken)} times");
            (await place.Ask<long>(Moves.OutOfTurn)).ShouldBe(0);
            (await node.Differences()).ShouldBeEmpty();
            (await place.Ask<long>("select count(*) from zw_outcomes")).ShouldBe(participants);
        }
        finally
        {
            foreach (var follower in followers) follower.Dispose();
        }
    }

    private static async Task<Zorgwerk> Follower(Workplace place, int number)
    {
        var connection = new NpgsqlConnectionStringBuilder(place.Connection) { Options = Moves.By(number) }.ConnectionString;
        var follower = Zorgwerk.Start(["up", "--accept-loss", "--port", "0", "--data", place.Folder, "--connection", connection]);
        await follower.NextLine();
        return follower;
    }

    /// <summary>How long it took until the view stood beyond everything recorded at this moment.</summary>
    private static async Task<TimeSpan> MovedOn(Workplace place)
    {
        var since = Stopwatch.GetTimestamp();
        var last = await place.Ask<long>("select coalesce(max(seq_id), 0) from mt_events");
        while (await Position(place) < last) await Task.Delay(20);
        return Stopwatch.GetElapsedTime(since);
    }

    private static Task<long> Position(Workplace place) => place.Ask<long>("select coalesce(max(last_seq_id), 0) from mt_event_progression where name = 'Outcomes:All'");
}
