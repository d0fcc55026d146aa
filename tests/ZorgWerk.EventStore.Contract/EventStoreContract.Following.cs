using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task An_append_held_open_is_never_skipped_while_a_hundred_later_ones_try_to_commit()
    {
        var heldStream = NewStream();
        var follower = new Follower(Store);
        var held = await HoldAppendOpen(heldStream);

        var others = Enumerable.Range(0, 4).Select(_ => Open(Clock)).ToList();
        var later = Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => others[n % others.Count].Append(Adding(1, to: NewStream())))));
        await Waiters(others.Count, later);
        for (var poll = 0; poll < 20; poll++) await follower.CatchUp();
        follower.Seen.ShouldBeEmpty();
        await held.DisposeAsync();
        await follower.FollowUntil(later);

        follower.Seen.Count.ShouldBe(101);
        follower.Seen[0].Stream.ShouldBe(heldStream);
        follower.Seen.Select(e => e.Position).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_follower_sees_every_event_of_three_busy_nodes_once_and_in_order()
    {
        var nodes = new[] { Store, Open(Clock), Open(Clock) };
        var work = Task.WhenAll(Enumerable.Range(0, 12).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            var stream = NewStream();
            for (int n = 0, version = 0; n < 40; n++)
            {
                var count = random.Next(1, 4);
                await nodes[caller % 3].Append(Adding(count, to: stream, expected: version)).Appended();
                version += count;
            }

            return stream;
        })));
        var follower = new Follower(nodes[1]);
        await follower.FollowUntil(work);

        follower.Seen.Select(e => e.Position).ShouldBeInOrder();
        follower.Seen.Select(e => e.RecordedAt).ShouldBeInOrder();
        foreach (var stream in await work)
        {
            var whole = (await Store.Read(stream)).Select(e => e.Id);
            follower.Seen.Where(e => e.Stream == stream).Select(e => e.Id).ShouldBe(whole);
        }

        follower.Seen.Count.ShouldBe((await Store.ReadAll().ToListAsync()).Count);
    }
}
