using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task The_same_command_again_gets_the_first_answer_and_writes_nothing()
    {
        var stream = NewStream();
        var append = Adding(2, to: stream) with { Answer = Json("""{"ok": true}""") };
        var first = await Store.Append(append).Appended();
        Clock.Now += NodaTime.Duration.FromDays(400);

        var again = (await Store.Append(append)).ShouldBeOfType<AppendResult.Repeated>().First;
        var elsewhere = (await Open(Clock).Append(append)).ShouldBeOfType<AppendResult.Repeated>().First;

        foreach (var answer in new[] { again, elsewhere })
        {
            answer.ShouldSatisfyAllConditions(
                a => a.Body.ShouldBe(append.Body),
                a => a.Position.ShouldBe(first.Position),
                a => a.RecordedAt.ShouldBe(first.RecordedAt),
                a => a.Answer.Text().ShouldBe("""{"ok": true}"""));
        }

        (await Store.Read(stream)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public async Task The_same_command_many_times_at_once_is_written_once(int callers)
    {
        var stream = NewStream();
        var append = Adding(1, to: stream);
        var other = Open(Clock);

        var results = await Task.WhenAll(Enumerable.Range(0, callers).Select(n => Task.Run(() => (n % 3 == 0 ? other : Store).Append(append))));

        var written = results.OfType<AppendResult.Appended>().ShouldHaveSingleItem();
        results.OfType<AppendResult.Repeated>().Count().ShouldBe(callers - 1);
        results.OfType<AppendResult.Repeated>().ShouldAllBe(repeated => repeated.First.Position == written.Position && repeated.First.RecordedAt == written.RecordedAt);
        (await Store.Read(stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_id_used_before_for_something_else_is_told_so()
    {
        var (first, second) = (Adding(1, to: NewStream()), NewStream());
        await Store.Append(first).Appended();

        var other = Adding(1, to: second) with { Command = first.Command, Body = Body("that") };

        (await Store.Append(other)).ShouldBe(new AppendResult.OtherBody());
        (await Store.Read(second)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_bodies_under_one_id_at_once_write_the_first()
    {
        var (one, two) = (NewStream(), NewStream());
        var first = Adding(1, to: one);
        var held = await HoldAppendOpen(NewStream());

        var writing = Store.Append(first);
        var other = Store.Append(Adding(1, to: two) with { Command = first.Command, Body = Body("that") });
        await held.DisposeAsync();

        await writing.Appended();
        (await other).ShouldBe(new AppendResult.OtherBody());
        (await Store.Read(two)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_organisations_may_use_the_same_command_id()
    {
        var append = Adding(1, to: NewStream());

        await Store.Append(append).Appended();
        await Store.Append(append with { Tenant = Ghent }).Appended();

        (await Store.FindAnswers(Ghent, [append.Command])).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_command_in_conflict_is_not_remembered_and_may_be_decided_again()
    {
        var stream = NewStream();
        await Store.Append(Adding(1, to: stream)).Appended();
        var append = Adding(1, to: stream);
        (await Store.Append(append)).ShouldBeOfType<AppendResult.Conflict>();
        (await Store.FindAnswers(Antwerp, [append.Command])).ShouldBeEmpty();

        await Store.Append(append with { Streams = [new StreamAppend(stream, 1, Noted(1))] }).Appended();
    }

    [Fact]
    public async Task A_command_without_streams_keeps_its_answer()
    {
        var append = With() with { Answer = Json("\"nothing new\"") };

        (await Store.Append(append).Appended()).Position.ShouldBe(0);

        var first = (await Store.Append(append)).ShouldBeOfType<AppendResult.Repeated>().First;
        (first.Position, first.Answer.Text()).ShouldBe((0, "\"nothing new\""));
        (await Store.LastPosition()).ShouldBe(0);
    }

    [Fact]
    public async Task Only_commands_that_were_done_are_found()
    {
        var (done, never) = (Adding(1, to: NewStream()), NewCommand());
        var appended = await Store.Append(done).Appended();

        var found = await Store.FindAnswers(Antwerp, [done.Command, never, done.Command]);

        found.Keys.ShouldBe([done.Command]);
        found[done.Command].ShouldBe(new FirstAnswer(done.Body, appended.RecordedAt, appended.Position, default));
        (await Store.FindAnswers(Antwerp, [])).ShouldBeEmpty();
    }
}
