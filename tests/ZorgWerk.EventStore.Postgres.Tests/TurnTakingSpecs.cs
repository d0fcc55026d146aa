using ZorgWerk.EventStore.Contract;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>Why appends take turns: shown by what happens when one does not.</summary>
public sealed class TurnTakingSpecs
{
    [Fact]
    public async Task An_append_that_does_not_take_its_turn_is_skipped_by_the_very_reader_that_otherwise_skips_nothing()
    {
        await using var database = await PostgresStore.Create();
        var (slow, quick) = (NewStream(), NewStream());
        var follower = new Follower(database.Open(new HandClock()));

        var held = await RawAppend.Begin(database.Owner, slow, takingTurn: false);
        await using (await RawAppend.Begin(database.Owner, quick, takingTurn: false)) { }
        await follower.CatchUp();
        await held.DisposeAsync();
        await follower.CatchUp();

        follower.Seen.Select(e => e.Stream).ShouldBe([quick]);
        (await database.Ask<long>("select count(*) from mt_events")).ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_or_repeated_command_leaves_no_gap_in_the_positions()
    {
        await using var database = await PostgresStore.Create();
        var store = database.Open(new HandClock());
        var first = Adding(3, to: NewStream());
        await store.Append(first).Appended();

        await store.Append(first);
        await store.Append(Adding(2, to: first.Streams[0].Stream));

        (await store.Append(Adding(1, to: NewStream())).Appended()).Position.ShouldBe(4);
    }

    [Fact]
    public async Task A_clock_behind_what_another_wrote_does_not_write_the_past()
    {
        await using var database = await PostgresStore.Create();
        var clock = new HandClock();
        await using (await RawAppend.Begin(database.Owner, NewStream(), takingTurn: true)) { }
        clock.Now = NodaTime.Instant.FromUtc(2019, 1, 1, 0, 0);

        var appended = await database.Open(clock).Append(Adding(1, to: NewStream())).Appended();

        appended.RecordedAt.ShouldBe((await database.Open(clock).ReadAll().FirstAsync()).RecordedAt);
    }

    [Fact]
    public async Task What_a_failed_save_of_Martens_left_behind_is_not_read_as_an_event()
    {
        await using var database = await PostgresStore.Create();
        var store = database.Open(new HandClock());
        await store.Append(Adding(1, to: NewStream())).Appended();
        await database.Execute("""
            insert into mt_streams (id, tenant_id, version) values ('00000000-0000-0000-0000-0000000000aa', '*DEFAULT*', 1);
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (nextval('mt_events_sequence'), gen_random_uuid(), '00000000-0000-0000-0000-0000000000aa', 1, '{}', 'tombstone', '-infinity', '*DEFAULT*')
            """);
        await store.Append(Adding(1, to: NewStream())).Appended();

        (await store.ReadAll().ToListAsync()).Select(e => e.Position).ShouldBe([1, 3]);
        (await store.ReadByStream(long.MaxValue).CountAsync()).ShouldBe(2);
    }
}
