using Npgsql;
using ZorgWerk.EventStore.Contract;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>Commands that wait together are written together, and answer for themselves alone.</summary>
public sealed class GroupCommitSpecs : IAsyncLifetime
{
    private static readonly Table Counts = new("counts", 1, new("id", ColumnKind.Uuid), new("n", ColumnKind.Int));

    private PostgresStore? _database;

    private PostgresStore Database => _database!;

    public async Task InitializeAsync()
    {
        _database = await PostgresStore.Create();
        await Database.Execute("create table counts (id uuid primary key, n integer check (n >= 0)); grant all on counts to zorgwerk_app");
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Sixty_four_commands_that_wait_share_one_transaction()
    {
        var store = Database.Open(new HandClock());
        var results = await WhileTheFirstWaits(store, Enumerable.Range(0, 64).Select(_ => Adding(1, to: NewStream())));

        results.ShouldAllBe(outcome => outcome.Result is AppendResult.Appended);
        (await Transactions()).ShouldBe(2, "the one that waited for its turn, and the one of all that came meanwhile");
    }

    [Fact]
    public async Task A_group_takes_no_more_commands_than_it_may()
    {
        var store = Database.Open(new HandClock(), new PostgresEventStoreOptions { CommandsPerGroup = 10 });

        await WhileTheFirstWaits(store, Enumerable.Range(0, 35).Select(_ => Adding(1, to: NewStream())));

        (await Transactions()).ShouldBe(5);
    }

    [Fact]
    public async Task A_group_takes_no_more_bytes_than_it_may_and_a_larger_command_goes_alone()
    {
        var store = Database.Open(new HandClock(), new PostgresEventStoreOptions { BytesPerGroup = 10_000 });
        var large = $$"""{"text": "{{new string('x', 20_000)}}"}""";
        Append[] waiting = [.. Enumerable.Range(0, 3).Select(_ => With(new StreamAppend(NewStream(), 0, [Noted(large)])))];

        var results = await WhileTheFirstWaits(store, waiting);

        results.ShouldAllBe(outcome => outcome.Result is AppendResult.Appended);
        (await Transactions()).ShouldBe(4);
    }

    [Fact]
    public async Task A_row_that_one_command_may_not_write_does_not_hurt_its_neighbours()
    {
        var store = Database.Open(new HandClock());
        var commands = Enumerable.Range(0, 64)
            .Select(n => Adding(1, to: NewStream()) with { Rows = [new RowChange(Counts, [Guid.NewGuid(), n is 17 or 40 ? -1 : n])] }).ToList();

        var results = await WhileTheFirstWaits(store, commands);

        for (var n = 0; n < results.Count; n++)
        {
            if (n is 17 or 40) results[n].Fault.ShouldBeOfType<PostgresException>().ConstraintName.ShouldBe("counts_n_check");
            else results[n].Result.ShouldBeOfType<AppendResult.Appended>();
        }

        results.Select(outcome => outcome.Result).OfType<AppendResult.Appended>().Select(appended => appended.Position).ShouldBeInOrder();
        (await Database.Ask<long>("select count(*) from counts")).ShouldBe(62);
        (await store.FindAnswers(Antwerp, [commands[17].Command])).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_one_group_a_conflict_a_repetition_and_a_sequel_each_get_their_own_verdict()
    {
        var store = Database.Open(new HandClock());
        var stream = NewStream();
        var first = Adding(2, to: stream) with { Answer = Json("1") };

        var results = await WhileTheFirstWaits(store, [first, Adding(1, to: stream), Adding(1, to: stream, expected: 2), first, first with { Body = Body("that") }]);

        var appended = results[0].Result.ShouldBeOfType<AppendResult.Appended>();
        results[1].Result.ShouldBe(new AppendResult.Conflict(stream, 0, 2));
        results[2].Result.ShouldBeOfType<AppendResult.Appended>().Position.ShouldBe(appended.Position + 1);
        var repeated = results[3].Result.ShouldBeOfType<AppendResult.Repeated>().First;
        (repeated.Position, repeated.Answer.Text()).ShouldBe((appended.Position, "1"));
        results[4].Result.ShouldBe(new AppendResult.OtherBody());
        (await store.Read(stream)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Closing_the_store_writes_what_is_waiting_and_takes_no_more()
    {
        var store = Database.Open(new HandClock());
        var appends = Enumerable.Range(0, 2000).Select(_ => store.Append(Adding(1, to: NewStream()))).ToList();

        await store.DisposeAsync();

        appends.ShouldAllBe(append => append.IsCompletedSuccessfully);
        (await Database.Ask<long>("select count(*) from mt_events")).ShouldBe(2000);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.Append(Adding(1, to: NewStream())));
    }

    /// <summary>Lets the store's first command wait for its turn until these are in the queue behind it.</summary>
    private async Task<IReadOnlyList<Outcome>> WhileTheFirstWaits(PostgresEventStore store, IEnumerable<Append> behind)
    {
        var held = await RawAppend.Begin(Database.Owner, NewStream(), takingTurn: true);
        var first = store.Append(Adding(1, to: NewStream()));
        await Database.Waiters(1, first);
        var outcomes = behind.Select(append => store.Append(append)).Select(OutcomeOf).ToList();
        await held.DisposeAsync();
        await first.Appended();
        return await Task.WhenAll(outcomes);
    }

    private static async Task<Outcome> OutcomeOf(Task<AppendResult> appending)
    {
        AppendResult? result = null;
        var fault = await Record.ExceptionAsync(async () => result = await appending);
        return new Outcome(result, fault);
    }

    private Task<long> Transactions() => Database.Ask<long>("select count(distinct xmin::text) from zw_commands");

    private sealed record Outcome(AppendResult? Result, Exception? Fault);
}
