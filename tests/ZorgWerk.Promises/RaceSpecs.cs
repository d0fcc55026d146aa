using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Contract;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.Promises;

/// <summary>Of two commands decided on the same version one is written, and the stream tells the winners in the order they won.</summary>
public sealed class RaceSpecs
{
    [Fact]
    public async Task Of_a_pair_on_one_version_one_wins() => (await WonByBoth(pairs: 500, guarded: true)).ShouldBe(0);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Of_many_pairs_one_wins_each() => (await WonByBoth(pairs: 10_000, guarded: true)).ShouldBe(0);

    [Fact]
    public async Task Without_the_lock_and_the_constraint_both_win_and_that_is_seen() => (await WonByBoth(pairs: 100, guarded: false)).ShouldBeGreaterThan(0);

    private static async Task<int> WonByBoth(int pairs, bool guarded)
    {
        await using var shared = await Shared.Create();
        if (!guarded) await shared.LetBothWin();
        IEventStore[] stores = [shared.Open(guarded), shared.Open(guarded)];
        var both = 0;
        for (var pair = 0; pair < pairs; pair += 10)
        {
            var stream = NewStream();
            List<Guid> winners = [];
            for (var version = 0; version < 10; version++)
            {
                var appends = stores.Select(_ => Adding(1, to: stream, expected: version)).ToList();
                var results = await Task.WhenAll(stores.Zip(appends, (store, append) => store.Append(append)));
                var won = appends.Where((_, n) => results[n] is AppendResult.Appended).Select(append => append.Streams[0].Events[0].Id).ToList();
                won.ShouldNotBeEmpty();
                if (won.Count == 2)
                {
                    both++;
                    break;
                }
                results.OfType<AppendResult.Conflict>().ShouldHaveSingleItem().ShouldBe(new AppendResult.Conflict(stream, version, version + 1));
                winners.AddRange(won);
            }
            if (guarded) (await stores[0].Read(stream)).Select(one => (one.Version, one.Id)).ShouldBe(winners.Select((id, n) => ((long)n + 1, id)));
        }
        return both;
    }
}
