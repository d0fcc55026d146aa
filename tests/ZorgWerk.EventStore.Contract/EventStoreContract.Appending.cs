using NodaTime;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task Events_get_versions_from_one_on_and_rising_positions()
    {
        var stream = NewStream();
        var first = await Store.Append(Adding(2, to: stream)).Appended();
        var second = await Store.Append(Adding(1, to: stream, expected: 2)).Appended();

        var read = await Store.Read(stream);
        read.Select(e => e.Version).ShouldBe([1, 2, 3]);
        read.Select(e => e.Position).ShouldBeInOrder();
        read[1].Position.ShouldBe(first.Position);
        read[2].Position.ShouldBe(second.Position);
        (await Store.LastPosition()).ShouldBe(second.Position);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    public async Task A_wrong_expected_version_writes_nothing_and_tells_the_actual_one(int existing, long expected)
    {
        var stream = NewStream();
        if (existing > 0) await Store.Append(Adding(existing, to: stream)).Appended();

        var result = await Store.Append(Adding(1, to: stream, expected));

        result.ShouldBe(new AppendResult.Conflict(stream, expected, existing));
        (await Store.Read(stream)).Count.ShouldBe(existing);
    }

    [Fact]
    public async Task Of_two_writers_on_one_version_exactly_one_wins()
    {
        var other = Open(Clock);
        for (var race = 0; race < 50; race++)
        {
            var stream = NewStream();
            var results = await Task.WhenAll(
                Task.Run(() => Store.Append(Adding(1, to: stream))), Task.Run(() => Store.Append(Adding(1, to: stream))), Task.Run(() => other.Append(Adding(1, to: stream))));

            results.OfType<AppendResult.Appended>().Count().ShouldBe(1);
            results.OfType<AppendResult.Conflict>().ShouldBe([new(stream, 0, 1), new(stream, 0, 1)]);
            (await Store.Read(stream)).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Several_streams_are_written_together()
    {
        var (one, two) = (NewStream(), NewStream());
        await Store.Append(Adding(1, to: two)).Appended();

        var appended = await Store.Append(With(new StreamAppend(one, 0, Noted(2)), new StreamAppend(two, 1, Noted(3)))).Appended();

        (await Store.Read(one)).Count.ShouldBe(2);
        (await Store.Read(two)).Select(e => e.Version).ShouldBe([1, 2, 3, 4]);
        (await Store.Read(two))[^1].Position.ShouldBe(appended.Position);
    }

    [Fact]
    public async Task One_stream_in_conflict_leaves_the_others_untouched()
    {
        var (one, two) = (NewStream(), NewStream());

        var result = await Store.Append(With(new StreamAppend(one, 0, Noted(1)), new StreamAppend(two, 5, Noted(1))));

        result.ShouldBe(new AppendResult.Conflict(two, 5, 0));
        (await Store.Read(one)).ShouldBeEmpty();
        (await Store.Append(Adding(1, to: one))).ShouldBeOfType<AppendResult.Appended>();
    }

    [Fact]
    public async Task A_stream_named_twice_in_one_command_goes_on_where_it_left()
    {
        var stream = NewStream();

        await Store.Append(With(new StreamAppend(stream, 0, Noted(2)), new StreamAppend(stream, 2, Noted(1)))).Appended();

        (await Store.Read(stream)).Select(e => e.Version).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_stream_without_events_is_only_checked()
    {
        var (read, written) = (NewStream(), NewStream());
        await Store.Append(Adding(1, to: read)).Appended();

        await Store.Append(With(new StreamAppend(read, 1, []), new StreamAppend(written, 0, Noted(1)))).Appended();
        var late = await Store.Append(With(new StreamAppend(read, 0, []), new StreamAppend(written, 1, Noted(1))));

        late.ShouldBe(new AppendResult.Conflict(read, 0, 1));
        (await Store.Read(read)).Count.ShouldBe(1);
        (await Store.Read(written)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Calls_made_without_waiting_are_taken_in_their_order()
    {
        var stream = NewStream();

        var results = await Task.WhenAll(Enumerable.Range(0, 1500).Select(n => Store.Append(With(new StreamAppend(stream, n, [Noted($$"""{"n": {{n}}}""")])))));

        results.ShouldAllBe(result => result is AppendResult.Appended);
        results.Cast<AppendResult.Appended>().Select(appended => appended.Position).ShouldBeInOrder();
        (await Store.Read(stream)).Select(e => e.Data.Text()).ShouldBe(Enumerable.Range(0, 1500).Select(n => $$"""{"n": {{n}}}"""));
    }

    [Fact]
    public async Task Everything_an_event_carries_comes_back()
    {
        var stream = NewStream();
        var known = Noted() with { CausationId = "letter 7" };
        var foreign = new NewEvent(
            Guid.NewGuid(), "something_nobody_here_knows", null, Json("""{"naam": "Zoë Đặng 👩‍⚕️ \"x\" \\ \t", "leeg": null, "groot": 9007199254740993}"""), Json("""{"x-trace": ["a", 1]}"""));
        var append = With(new StreamAppend(stream, 0, [known, foreign], "trajectory"));

        var appended = await Store.Append(append).Appended();

        var read = await Store.ReadAll().Where(e => e.Stream == stream).ToListAsync();
        (await Store.Read(stream)).Select(Told).ShouldBe(read.Select(Told));
        (await Store.ReadByStream(appended.Position).Where(e => e.Stream == stream).ToListAsync()).Select(Told).ShouldBe(read.Select(Told));
        read[0].ShouldSatisfyAllConditions(
            e => e.Id.ShouldBe(known.Id),
            e => e.Tenant.ShouldBe(Antwerp),
            e => e.Stream.ShouldBe(stream),
            e => e.DotNetType.ShouldBe("Specs.Noted, Specs"),
            e => e.CausationId.ShouldBe("letter 7"),
            e => e.CorrelationId.ShouldBe(append.Command.ToString()),
            e => e.Headers.IsEmpty.ShouldBeTrue());
        read[1].ShouldSatisfyAllConditions(
            e => e.Type.ShouldBe("something_nobody_here_knows"),
            e => e.DotNetType.ShouldBeNull(),
            e => e.CausationId.ShouldBeNull(),
            e => e.RecordedAt.ShouldBe(appended.RecordedAt),
            e => e.Headers.Text().ShouldBe("""{"x-trace": ["a", 1]}"""),
            e => JsonSays(e.Data, "naam").ShouldBe("Zoë Đặng 👩‍⚕️ \"x\" \\ \t"),
            e => e.Data.Text().ShouldContain("9007199254740993"));
    }

    [Fact]
    public async Task A_payload_of_a_megabyte_comes_back_whole()
    {
        var stream = NewStream();
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(n => (char)('a' + (n % 26))).SelectMany(letter => $"{letter}é👍·"));

        await Store.Append(With(new StreamAppend(stream, 0, [Noted($$"""{"text": "{{text}}"}""")]))).Appended();

        JsonSays((await Store.Read(stream)).Single().Data, "text").ShouldBe(text);
    }

    [Fact]
    public async Task Organisations_with_the_same_stream_id_are_apart()
    {
        var stream = NewStream();
        await Store.Append(Adding(2, to: stream)).Appended();

        await Store.Append(Adding(1, to: stream) with { Tenant = Ghent }).Appended();

        (await Store.ReadStream(Ghent, stream, StreamSlice.Whole).ToListAsync()).Select(e => (e.Tenant, e.Version)).ShouldBe([(Ghent, 1L)]);
        (await Store.Read(stream)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_moment_answered_is_the_moment_read_back_however_fine_the_clock()
    {
        Clock.Now = Instant.FromUtc(2026, 3, 2, 9, 0).PlusNanoseconds(123_456_789);
        var stream = NewStream();

        var appended = await Store.Append(Adding(1, to: stream)).Appended();

        appended.RecordedAt.ShouldBe(Instant.FromUtc(2026, 3, 2, 9, 0).PlusNanoseconds(123_456_000));
        (await Store.Read(stream)).Single().RecordedAt.ShouldBe(appended.RecordedAt);
    }

    [Fact]
    public async Task The_moment_of_recording_never_runs_back_when_the_clock_jumps_a_day()
    {
        var noon = Clock.Now;
        await Store.Append(Adding(1, to: NewStream())).Appended();

        Clock.Now = noon - Duration.FromDays(1);
        var here = await Store.Append(Adding(1, to: NewStream())).Appended();
        var elsewhere = await Open(Clock).Append(Adding(1, to: NewStream())).Appended();
        var withoutEvents = await Store.Append(With()).Appended();
        Clock.Now = noon + Duration.FromMinutes(1);
        var later = await Store.Append(Adding(1, to: NewStream())).Appended();

        new[] { here, elsewhere, withoutEvents }.ShouldAllBe(appended => appended.RecordedAt == noon);
        later.RecordedAt.ShouldBe(noon + Duration.FromMinutes(1));
    }

    [Fact]
    public async Task A_command_withdrawn_before_its_turn_is_never_written()
    {
        var (first, withdrawn) = (Adding(1, to: NewStream()), Adding(1, to: NewStream()));
        using var patience = new CancellationTokenSource();
        var held = await HoldAppendOpen(NewStream());
        var writing = Store.Append(first);
        await Waiters(1, writing);
        var waiting = Store.Append(withdrawn, patience.Token);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await held.DisposeAsync();

        await writing.Appended();
        await Store.Append(Adding(1, to: NewStream())).Appended();
        (await Store.FindAnswers(Antwerp, [first.Command, withdrawn.Command])).Keys.ShouldBe([first.Command]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"zero": "\u0000"}""")]
    public async Task Data_that_is_not_json_is_the_callers_fault_and_the_store_goes_on(string data)
    {
        var stream = NewStream();

        var fault = await Record.ExceptionAsync(() => Store.Append(With(new StreamAppend(stream, 0, [Noted(data)]))));

        fault.ShouldNotBeNull().ShouldNotBeOfType<StoreUnavailableException>();
        await Store.Append(Adding(1, to: stream)).Appended();
    }

    [Fact]
    public async Task An_event_id_used_twice_in_one_command_is_refused()
    {
        var twice = Noted();

        await Should.ThrowAsync<ArgumentException>(async () => await Store.Append(With(new StreamAppend(NewStream(), 0, [twice, twice]))));
    }

    /// <summary>Returns when so many transactions of this database wait for their turn, or when <paramref name="work"/> ended without waiting.</summary>
    protected async Task Waiters(int count, Task work)
    {
        while (!work.IsCompleted && await Ask<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") < count)
            await Task.Yield();
    }

    private static string? JsonSays(ReadOnlyMemory<byte> json, string name) => System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty(name).GetString();
}
