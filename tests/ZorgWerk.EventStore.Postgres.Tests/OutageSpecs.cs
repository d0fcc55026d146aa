using Npgsql;
using ZorgWerk.EventStore.Contract;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>A server that goes away costs the callers of the moment a repetition, and the process nothing.</summary>
public sealed class OutageSpecs : IAsyncLifetime
{
    private const string KillTheOthers = "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    private const string KillWhoWaits = "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private static readonly Table Slow = new("slow", 1, new Column("id", ColumnKind.Uuid));

    private PostgresStore? _database;

    private PostgresStore Database => _database!;

    public async Task InitializeAsync() => _database = await PostgresStore.Create();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task A_connection_killed_while_it_writes_and_once_more_while_that_is_tried_again_leaves_the_outcome_unknown_until_the_command_is_repeated()
    {
        // Putting a row waits for a lock of the test's, so that the kill comes when the events are written and nothing is committed.
        await Database.Execute("""
            create table slow (id uuid primary key);
            grant all on slow to zorgwerk_app;
            create function wait_here() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(4711); return new; end $$;
            create trigger wait_here before insert on slow for each row execute function wait_here()
            """);
        var store = Database.Open(new HandClock());
        await store.Append(Adding(1, to: NewStream())).Appended();
        var append = Adding(1, to: NewStream()) with { Rows = [new RowChange(Slow, [Guid.NewGuid()])] };

        await using (var gate = await Database.Owner.OpenConnectionAsync())
        {
            await using var transaction = await gate.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("select pg_advisory_xact_lock(4711)", gate)) await hold.ExecuteNonQueryAsync();
            var writing = store.Append(append);
            for (var time = 0; time < 2; time++)
            {
                await Database.Waiters(1, writing);
                await Database.Execute(KillWhoWaits);
            }
            await Should.ThrowAsync<StoreUnavailableException>(writing);
        }

        await store.Append(append).Appended();
        (await store.Append(append)).ShouldBeOfType<AppendResult.Repeated>();
        (await store.Read(append.Streams[0].Stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_asked_for_again_and_found_under_the_same_command_id()
    {
        await using var wire = new CutWire(Database.Owner);
        var store = Database.Open(Over(wire), new HandClock());
        await store.Append(Adding(1, to: NewStream())).Appended();
        var append = Adding(1, to: NewStream()) with { Answer = Json("7") };

        wire.LoseNextAnswer();
        var first = (await store.Append(append)).ShouldBeOfType<AppendResult.Repeated>().First;

        (first.Position, first.Answer.Text()).ShouldBe((2, "7"));
        (await store.Read(append.Streams[0].Stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Everyone_in_the_group_hears_of_an_outage_and_the_store_goes_on_when_the_server_is_back()
    {
        await using var wire = new CutWire(Database.Owner);
        var store = Database.Open(Over(wire), new HandClock());
        await store.Append(Adding(1, to: NewStream())).Appended();
        var appends = Enumerable.Range(0, 20).Select(_ => Adding(1, to: NewStream())).ToList();

        wire.Cut();
        foreach (var lost in appends.Select(append => store.Append(append)).ToList()) await Should.ThrowAsync<StoreUnavailableException>(lost);
        await Should.ThrowAsync<StoreUnavailableException>(async () => await store.ReadAll().ToListAsync());
        await Should.ThrowAsync<StoreUnavailableException>(() => store.LastPosition());
        await Should.ThrowAsync<StoreUnavailableException>(() => store.FindAnswers(Antwerp, [appends[0].Command]));
        wire.Mend();

        foreach (var append in appends) await store.Append(append).Appended();
        (await store.ReadAll().CountAsync()).ShouldBe(21);
    }

    [Fact]
    public async Task A_connection_killed_while_it_lay_idle_is_noticed_by_nobody()
    {
        var store = Database.Open(new HandClock());
        await store.Append(Adding(1, to: NewStream())).Appended();

        await Database.Execute(KillTheOthers);

        await store.Append(Adding(1, to: NewStream())).Appended();
    }

    [Fact]
    public async Task A_connection_killed_again_while_it_waits_for_its_turn_is_an_outage()
    {
        var store = Database.Open(new HandClock());
        var append = Adding(1, to: NewStream());
        await using (var gate = await Database.Owner.OpenConnectionAsync())
        {
            await using (var hold = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('zorgwerk.mt_events', 0))", gate)) await hold.ExecuteNonQueryAsync();
            var waiting = store.Append(append);
            await Database.Waiters(1, waiting);
            await using (var kill = new NpgsqlCommand(KillTheOthers, gate)) await kill.ExecuteNonQueryAsync();
            await Should.ThrowAsync<StoreUnavailableException>(waiting);
            await using (var release = new NpgsqlCommand("select pg_advisory_unlock_all()", gate)) await release.ExecuteNonQueryAsync();
        }

        await store.Append(append).Appended();
    }

    [Fact]
    public async Task A_reader_cut_off_in_the_middle_hears_that_the_store_is_away()
    {
        await using var wire = new CutWire(Database.Owner);
        var store = Database.Open(Over(wire), new HandClock());
        await store.Append(With(new StreamAppend(NewStream(), 0, Noted(5000)))).Appended();

        await Should.ThrowAsync<StoreUnavailableException>(async () =>
        {
            await foreach (var read in store.ReadAll())
                if (read.Version == 10) wire.Cut();
        });
    }

    [Fact]
    public async Task A_turn_that_does_not_come_in_time_is_an_outage()
    {
        var store = Database.Open(new HandClock(), new PostgresEventStoreOptions { CommandTimeout = TimeSpan.FromSeconds(1) });
        var append = Adding(1, to: NewStream());
        await using (await RawAppend.Begin(Database.Owner, NewStream(), takingTurn: true))
            await Should.ThrowAsync<StoreUnavailableException>(store.Append(append));

        await store.Append(append).Appended();
    }

    [Fact]
    public async Task A_process_stopped_in_the_middle_of_an_append_is_sent_away_and_the_others_go_on()
    {
        await using var stopped = await Database.App.OpenConnectionAsync();
        await using (var asTheWriterDoes = new NpgsqlCommand(Statements.Files["open_writer"], stopped)) await asTheWriterDoes.ExecuteNonQueryAsync();
        await using var transaction = await stopped.BeginTransactionAsync();
        await using var turn = new NpgsqlCommand(Statements.Files["take_turn"], stopped);
        await turn.ExecuteNonQueryAsync();

        await Database.Open(new HandClock()).Append(Adding(1, to: NewStream())).Appended();

        var sentAway = await Should.ThrowAsync<NpgsqlException>(turn.ExecuteNonQueryAsync());
        Faults.IsUnavailable(sentAway).ShouldBeTrue();
    }

    private NpgsqlDataSource Over(CutWire wire) => Database.Connect(settings =>
    {
        settings.Host = "127.0.0.1";
        settings.Port = wire.Port;
        settings.SslMode = SslMode.Disable;
    });
}
