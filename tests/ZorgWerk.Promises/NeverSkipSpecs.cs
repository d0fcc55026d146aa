using Npgsql;
using Xunit.Abstractions;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Contract;
using ZorgWerk.EventStore.Postgres;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.Promises;

/// <summary>A reader that goes on after the last position it saw misses nothing and sees nothing twice, however commits interleave.</summary>
public sealed class NeverSkipSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task No_reader_skips_or_repeats_an_event() => (await Skipped(interleavings: 100, locking: true)).ShouldBe(0);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task No_reader_skips_in_many_interleavings_either() => (await Skipped(interleavings: 1000, locking: true)).ShouldBe(0);

    [Fact]
    public async Task Without_the_append_lock_the_very_same_work_is_skipped_over() => (await Skipped(interleavings: 100, locking: false)).ShouldBeGreaterThan(0);

    [Fact]
    public async Task No_background_view_leaves_anything_out() => (await LeftOut(participants: 60, locking: true)).ShouldBe(0);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task No_background_view_leaves_anything_out_in_many_interleavings_either() => (await LeftOut(participants: 1000, locking: true)).ShouldBe(0);

    [Fact]
    public async Task Without_the_append_lock_a_background_view_leaves_out_what_it_was_told_too_late() => (await LeftOut(participants: 120, locking: false)).ShouldBeGreaterThan(0);

    /// <summary>Four nodes take in participants, each append held open for a moment of chance, one more rolls back, and two follow.</summary>
    /// <returns>In how many places the view, once it has followed to the end, is not what the streams fold to.</returns>
    private async Task<int> LeftOut(int participants, bool locking)
    {
        await using var shared = await Shared.Create();
        await using var first = shared.Node();
        await first.DefineProgramme();
        await shared.Execute(Interleaved.Prepared);
        var nodes = Enumerable.Range(0, 4).Select(_ => shared.Node(locking)).ToList();
        var followers = Enumerable.Range(0, 2).Select(_ => shared.Node()).ToList();

        var working = Task.WhenAll(nodes.Select(node => node.TakeInParticipants(participants / nodes.Count)));
        var rollingBack = Interleaved.RollBackUntil(shared.Open(locking), working);
        await Task.WhenAll(followers.Select(async follower => { while (!working.IsCompleted) await follower.Outcomes.CatchUp(); }));
        await rollingBack;
        await working;
        foreach (var follower in followers) await follower.Outcomes.CatchUp();

        var differences = await first.Differences();
        output.WriteLine($"{participants} participants, {await first.Store.LastPosition()} positions, {differences.Count} left out");
        foreach (var node in nodes.Concat(followers)) await node.DisposeAsync();
        return differences.Count;
    }

    /// <summary>Four processes append at once; each append is held open for a moment of chance after its positions are drawn, and some roll back.</summary>
    /// <returns>How many events some reader never saw.</returns>
    private async Task<int> Skipped(int interleavings, bool locking)
    {
        await using var shared = await Shared.Create();
        await shared.Execute(Interleaved.Prepared);
        var stores = Enumerable.Range(0, 4).Select(_ => shared.Open(locking)).ToList();
        var followers = Enumerable.Range(0, 2).Select(_ => new Follower(shared.Open())).ToList();

        var appending = Task.WhenAll(stores.Select(async store =>
        {
            for (var n = 0; n < interleavings / stores.Count; n++) await Interleaved.Append(store);
        }));
        await Task.WhenAll(followers.Select(follower => follower.FollowUntil(appending)));

        var all = await stores[0].ReadAll().ToListAsync();
        output.WriteLine($"{interleavings} interleavings, {all.Count} events, seen {string.Join(", ", followers.Select(follower => follower.Seen.Count))}");
        all.ShouldNotBeEmpty();
        foreach (var follower in followers) follower.Seen.Select(one => one.Id).ShouldBeUnique();
        if (locking) all.Select(one => one.RecordedAt).ShouldBeInOrder();
        return followers.Sum(follower => all.Select(one => one.Id).Except(follower.Seen.Select(one => one.Id)).Count());
    }
}
