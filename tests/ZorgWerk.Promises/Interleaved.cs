using Npgsql;
using ZorgWerk.EventStore;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.Promises;

/// <summary>What makes commits interleave: each append is held open for a moment of chance, some for a long one, after its positions are drawn, and some roll back.</summary>
internal static class Interleaved
{
    public const string Prepared = """
        create table fragile (id uuid primary key, n integer check (n >= 0));
        grant all on fragile to zorgwerk_app;
        create function hold_open() returns trigger language plpgsql as $$ begin perform pg_sleep(random() * case when random() < 0.03 then 1 else 0.02 end); return null; end $$;
        create trigger hold_open after insert on mt_events for each statement execute function hold_open()
        """;

    private static readonly Table Fragile = new("fragile", 1, new Column("id", ColumnKind.Uuid), new Column("n", ColumnKind.Int));

    /// <summary>Appends, or, one time in five, draws positions that nobody gets.</summary>
    public static async Task Append(IEventStore store)
    {
        if (Random.Shared.Next(5) == 0) await RollBack(store);
        else await store.Append(Some(1)).Appended();
    }

    /// <summary>Draws positions that nobody gets, now and then until the others are done.</summary>
    public static async Task RollBackUntil(IEventStore store, Task done)
    {
        while (!done.IsCompleted)
        {
            await RollBack(store);
            await Task.Delay(Random.Shared.Next(40));
        }
    }

    private static Task<PostgresException> RollBack(IEventStore store) => Should.ThrowAsync<PostgresException>(store.Append(Some(-1)));

    private static Append Some(int n) => Adding(Random.Shared.Next(1, 4), to: NewStream()) with { Rows = [new RowChange(Fragile, [Guid.NewGuid(), n])] };
}
