using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task A_series_is_written_in_its_order_and_each_command_remembered()
    {
        var stream = NewStream();
        Append[] series = [Adding(2, to: stream), Adding(0, to: stream, expected: 2) with { Answer = Json("\"nothing new\"") }, Adding(1, to: stream, expected: 2)];

        var appended = await Store.AppendSeries(series).Appended();

        var read = await Store.Read(stream);
        read.Select(e => e.Version).ShouldBe([1, 2, 3]);
        (await Store.CommandsOf(stream)).ShouldBe([series[0].Command.ToString(), series[0].Command.ToString(), series[2].Command.ToString()]);
        appended.Position.ShouldBe(read[2].Position);
        var found = await Store.FindAnswers(Antwerp, [.. series.Select(append => append.Command)]);
        series.Select(append => found[append.Command].Position).ShouldBe([read[1].Position, 0, read[2].Position]);
        found[series[1].Command].Answer.Text().ShouldBe("\"nothing new\"");
        (await Store.Append(series[2])).ShouldBeOfType<AppendResult.Repeated>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_command_of_a_series_in_conflict_and_none_is_written(int which)
    {
        var (stream, other) = (NewStream(), NewStream());
        await Store.Append(Adding(1, to: other)).Appended();
        Append[] series = [Adding(1, to: stream), Adding(1, to: stream, expected: 1), Adding(1, to: stream, expected: 2)];
        series[which] = series[which] with { Streams = [.. series[which].Streams, new StreamAppend(other, 0, Noted(1))] };

        (await Store.AppendSeries(series)).ShouldBe(new AppendResult.Conflict(other, 0, 1));

        (await Store.Read(stream)).ShouldBeEmpty();
        (await Store.FindAnswers(Antwerp, [.. series.Select(append => append.Command)])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "this")]
    [InlineData(1, "this")]
    [InlineData(1, "that")]
    public async Task One_command_of_a_series_known_before_and_none_is_written(int which, string body)
    {
        var stream = NewStream();
        Append[] series = [Adding(1, to: stream), Adding(1, to: stream, expected: 1)];
        await Store.Append(Adding(1, to: NewStream()) with { Command = series[which].Command, Body = Body(body) }).Appended();

        var result = await Store.AppendSeries(series);

        if (body == "this") result.ShouldBeOfType<AppendResult.Repeated>();
        else result.ShouldBeOfType<AppendResult.OtherBody>();
        (await Store.Read(stream)).ShouldBeEmpty();
        (await Store.FindAnswers(Antwerp, [series[1 - which].Command])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Those_that_share_a_transaction_with_a_series_are_judged_in_its_light()
    {
        var (stream, other) = (NewStream(), NewStream());
        Append[] series = [Adding(1, to: stream), Adding(1, to: stream, expected: 1)];
        Append[] late = [Adding(1, to: other), Adding(1, to: stream, expected: 1)];
        var held = await HoldAppendOpen(NewStream());

        var first = Store.Append(Adding(1, to: NewStream()));
        var writing = Store.AppendSeries(series);
        var refused = Store.AppendSeries(late);
        var repeated = Store.Append(series[0]);
        var after = Store.Append(Adding(1, to: stream, expected: 2));
        var untouched = Store.Append(Adding(1, to: other));
        await held.DisposeAsync();

        await first.Appended();
        await writing.Appended();
        (await refused).ShouldBe(new AppendResult.Conflict(stream, 1, 2));
        (await repeated).ShouldBeOfType<AppendResult.Repeated>().First.Position.ShouldBe((await Store.Read(stream))[0].Position);
        await after.Appended();
        await untouched.Appended();
        (await Store.Read(stream)).Count.ShouldBe(3);
        (await Store.Read(other)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_series_longer_than_a_group_is_written_whole()
    {
        var stream = NewStream();

        await Store.AppendSeries([.. Enumerable.Range(0, 1500).Select(n => Adding(1, to: stream, expected: n))]).Appended();

        (await Store.Read(stream)).Select(e => e.Version).ShouldBe(Enumerable.Range(1, 1500).Select(n => (long)n));
        (await Store.Read(stream)).Select(e => e.RecordedAt).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_two_series_on_one_stream_one_is_written_and_nothing_of_the_other()
    {
        var other = Open(Clock);
        for (var race = 0; race < 25; race++)
        {
            var stream = NewStream();
            Append[][] both = [Series(stream), Series(stream)];

            var results = await Task.WhenAll(Task.Run(() => Store.AppendSeries(both[0])), Task.Run(() => other.AppendSeries(both[1])));

            results.OfType<AppendResult.Appended>().ShouldHaveSingleItem();
            var winner = both[Array.FindIndex(results, result => result is AppendResult.Appended)];
            (await Store.CommandsOf(stream)).ShouldBe(winner.Select(append => append.Command.ToString()));
        }

        static Append[] Series(StreamId stream) => [.. Enumerable.Range(0, 3).Select(n => Adding(1, to: stream, expected: n))];
    }

    [Fact]
    public async Task A_series_that_cannot_be_is_the_callers_fault()
    {
        var append = Adding(1, to: NewStream());
        await Should.ThrowAsync<ArgumentException>(async () => await Store.AppendSeries([append, append]));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.AppendSeries([]));
    }
}
