using NodaTime;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task An_empty_store_has_nothing_to_read()
    {
        (await Store.Read(NewStream())).ShouldBeEmpty();
        (await Store.ReadAll().ToListAsync()).ShouldBeEmpty();
        (await Store.ReadByStream(long.MaxValue).ToListAsync()).ShouldBeEmpty();
        (await Store.LastPosition()).ShouldBe(0);
    }

    [Fact]
    public async Task Every_slice_of_a_stream_is_what_its_bounds_say()
    {
        var stream = NewStream();
        for (var n = 0; n < 10; n++)
        {
            await Store.Append(Adding(1, to: stream, expected: n)).Appended();
            await Store.Append(Adding(1, to: NewStream())).Appended();
            Clock.Now += Duration.FromHours(1);
        }

        var whole = await Store.Read(stream);
        var slices =
            from backwards in new[] { false, true }
            from after in new long?[] { null, 0, 3, 10, 99 }
            from upToVersion in new long?[] { null, 5 }
            from upToInstant in new Instant?[] { null, whole[6].RecordedAt }
            from upToPosition in new long?[] { null, whole[3].Position }
            from atMost in new int?[] { null, 0, 1, 4 }
            select new StreamSlice
            {
                Backwards = backwards, AfterVersion = after, UpToVersion = upToVersion, UpToInstant = upToInstant, UpToPosition = upToPosition, AtMost = atMost,
            };

        foreach (var slice in slices)
            (await Store.Read(stream, slice)).Select(e => e.Version).ShouldBe(Expected(whole, slice).Select(e => e.Version), slice.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_a_stream_show_every_event_once(bool backwards)
    {
        var stream = NewStream();
        await Store.Append(Adding(23, to: stream)).Appended();

        var seen = new List<long>();
        for (List<StoredEvent> page = []; seen.Count == 0 || page.Count > 0;)
        {
            page = await Store.Read(stream, new StreamSlice { Backwards = backwards, AtMost = 5, AfterVersion = seen.Count == 0 ? null : seen[^1] });
            seen.AddRange(page.Select(e => e.Version));
        }

        seen.ShouldBe(backwards ? Enumerable.Range(1, 23).Reverse().Select(n => (long)n) : Enumerable.Range(1, 23).Select(n => (long)n));
    }

    [Fact]
    public async Task Reading_all_goes_on_after_a_position_for_as_many_as_asked()
    {
        var append = With([.. Enumerable.Range(0, 5).Select(_ => new StreamAppend(NewStream(), 0, Noted(500)))]);
        await Store.Append(append).Appended();

        var all = await Store.ReadAll().ToListAsync();
        all.Count.ShouldBe(2500);
        all.Select(e => (e.Stream, e.Version)).ShouldBe(append.Streams.SelectMany(part => Enumerable.Range(1, 500).Select(n => (part.Stream, (long)n))));
        (await Store.ReadAll(all[1233].Position, atMost: 1100).ToListAsync()).Select(e => e.Id).ShouldBe(all[1234..2334].Select(e => e.Id));
        (await Store.ReadAll(all[2000].Position, atMost: 1100).ToListAsync()).Count.ShouldBe(499);
        (await Store.ReadAll(atMost: 0).ToListAsync()).ShouldBeEmpty();
        (await Store.ReadAll(all[^1].Position).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_that_stops_early_leaves_the_store_as_it_was()
    {
        await Store.Append(With(new StreamAppend(NewStream(), 0, Noted(3000)))).Appended();

        for (var n = 0; n < 200; n++) (await Store.ReadAll().FirstAsync()).Version.ShouldBe(1);

        (await Store.ReadAll().CountAsync()).ShouldBe(3000);
    }

    [Fact]
    public async Task Ten_thousand_events_in_streams_of_every_length_come_back_as_a_model_remembers_them()
    {
        var random = new Random(20260302);
        var model = new Dictionary<(TenantId, StreamId), List<Guid>>();
        var order = new List<Guid>();
        var appends = new List<Append>();
        while (order.Count < 10_000)
        {
            var tenant = random.Next(3) == 0 ? Ghent : Antwerp;
            var parts = new Dictionary<StreamId, StreamAppend>();
            for (var part = random.Next(1, 4); part > 0; part--)
            {
                var mine = model.Keys.Where(key => key.Item1 == tenant).ToList();
                var stream = mine.Count > 0 && random.Next(2) == 0 ? mine[random.Next(mine.Count)].Item2 : NewStream();
                if (parts.ContainsKey(stream)) continue;
                var events = Noted(random.Next(1, 30));
                var ids = model.TryGetValue((tenant, stream), out var known) ? known : model[(tenant, stream)] = [];
                parts.Add(stream, new StreamAppend(stream, ids.Count, events));
                ids.AddRange(events.Select(e => e.Id));
                order.AddRange(events.Select(e => e.Id));
            }

            appends.Add(With([.. parts.Values]) with { Tenant = tenant });
        }

        (await Task.WhenAll(appends.Select(append => Store.Append(append)))).ShouldAllBe(result => result is AppendResult.Appended);

        (await Store.ReadAll().ToListAsync()).Select(e => e.Id).ShouldBe(order);
        var byStream = await Store.ReadByStream(long.MaxValue).ToListAsync();
        var runs = Runs(byStream);
        runs.Count.ShouldBe(model.Count);
        foreach (var run in runs)
        {
            run.Select(e => e.Version).ShouldBe(Enumerable.Range(1, run.Count).Select(n => (long)n));
            run.Select(e => e.Id).ShouldBe(model[(run[0].Tenant, run[0].Stream)]);
        }

        var middle = runs[runs.Count / 2][0];
        var rest = await Store.ReadByStream(long.MaxValue, new StreamCursor(middle.Tenant, middle.Stream)).ToListAsync();
        rest.Select(e => e.Id).ShouldBe(runs.Skip((runs.Count / 2) + 1).SelectMany(run => run).Select(e => e.Id));

        var halfway = byStream.OrderBy(e => e.Position).ElementAt(5000).Position;
        (await Store.ReadByStream(halfway).ToListAsync()).Select(e => e.Id).ShouldBe(byStream.Where(e => e.Position <= halfway).Select(e => e.Id));
    }

    [Fact]
    public async Task A_read_can_be_cancelled()
    {
        using var patience = new CancellationTokenSource();
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await Store.ReadAll(cancel: patience.Token).ToListAsync());
    }

    private static IEnumerable<StoredEvent> Expected(IEnumerable<StoredEvent> whole, StreamSlice slice)
    {
        var expected = whole.Where(e =>
            (slice.AfterVersion is not { } after || (slice.Backwards ? e.Version < after : e.Version > after))
            && e.Version <= (slice.UpToVersion ?? long.MaxValue)
            && e.RecordedAt <= (slice.UpToInstant ?? Instant.MaxValue)
            && e.Position <= (slice.UpToPosition ?? long.MaxValue));
        return (slice.Backwards ? expected.Reverse() : expected).Take(slice.AtMost ?? int.MaxValue);
    }

    private static List<List<StoredEvent>> Runs(List<StoredEvent> events)
    {
        var runs = new List<List<StoredEvent>>();
        foreach (var e in events)
        {
            if (runs.Count == 0 || (runs[^1][0].Tenant, runs[^1][0].Stream) != (e.Tenant, e.Stream)) runs.Add([]);
            runs[^1].Add(e);
        }

        return runs;
    }
}
