using Npgsql;
using ZorgWerk.EventStore.Contract;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>Who reads alone goes on with the server process that is warm, and keeps it from no other reader.</summary>
public sealed class WarmLineSpecs : IAsyncLifetime
{
    private const string Readers = "select count(*) from pg_stat_activity where application_name = 'warm' and query like 'select seq_id, version, id%'";

    private PostgresStore? _database;

    private PostgresStore Database => _database!;

    public async Task InitializeAsync() => _database = await PostgresStore.Create();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    // Beside the one connection that the store writes on, there are three more at least.
    [Theory]
    [InlineData(8, 1)]
    [InlineData(4, 3)]
    public async Task Of_a_pool_with_several_connections_one_reads_and_of_a_small_one_none_is_held_back(int most, int reading)
    {
        var source = Connect(most);
        var store = Database.Open(source, new HandClock());
        var stream = NewStream();
        await store.Append(Adding(3, to: stream)).Appended();
        await OpenAll(source, most - 1);

        for (var time = 0; time < 20; time++) (await store.Read(stream)).Count.ShouldBe(3);

        (await Database.Ask<long>(Readers)).ShouldBe(reading);
    }

    [Fact]
    public async Task Readers_at_the_same_time_have_a_connection_each()
    {
        var store = Database.Open(Connect(8), new HandClock());
        var stream = NewStream();
        await store.Append(Adding(3, to: stream)).Appended();

        await using var one = store.ReadStream(Antwerp, stream, StreamSlice.Whole).GetAsyncEnumerator();
        await using var other = store.ReadStream(Antwerp, stream, StreamSlice.Whole).GetAsyncEnumerator();

        for (var version = 1; version <= 3; version++)
        {
            (await one.MoveNextAsync(), await other.MoveNextAsync()).ShouldBe((true, true));
            (one.Current.Version, other.Current.Version).ShouldBe((version, version));
        }
        (await Database.Ask<long>(Readers)).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_not_read_on_for_a_while_is_there_for_others()
    {
        var source = Connect(5);
        var store = Database.Open(source, new HandClock());
        (await store.Read(NewStream())).ShouldBeEmpty();

        await OpenAll(source, 5);
    }

    [Fact]
    public async Task Who_waits_for_a_connection_gets_the_one_that_comes_back_and_not_whoever_reads_next()
    {
        var source = Connect(5);
        var store = Database.Open(source, new HandClock());
        var stream = NewStream();
        await store.Append(Adding(3, to: stream)).Appended();
        var others = new List<NpgsqlConnection>();
        // One is the writer's.
        for (var one = 0; one < 3; one++) others.Add(await source.OpenConnectionAsync());
        var first = store.ReadStream(Antwerp, stream, StreamSlice.Whole).GetAsyncEnumerator();
        (await first.MoveNextAsync()).ShouldBeTrue();

        var second = store.Read(stream);
        second.IsCompleted.ShouldBeFalse();
        await first.DisposeAsync();

        (await second.WaitAsync(TimeSpan.FromSeconds(3))).Count.ShouldBe(3);
        foreach (var one in others) await one.DisposeAsync();
    }

    [Fact]
    public async Task What_was_left_in_the_middle_is_read_on_again_from_the_beginning()
    {
        var store = Database.Open(Connect(8), new HandClock());
        var stream = NewStream();
        await store.Append(Adding(3, to: stream)).Appended();

        await foreach (var read in store.ReadStream(Antwerp, stream, StreamSlice.Whole))
            if (read.Version == 1) break;

        (await store.Read(stream)).Select(read => read.Version).ShouldBe([1, 2, 3]);
        (await Database.Ask<long>(Readers)).ShouldBe(1);
    }

    [Fact]
    public async Task One_that_broke_is_not_read_on_again()
    {
        var store = Database.Open(Connect(8), new HandClock());
        var stream = NewStream();
        await store.Append(Adding(3, to: stream)).Appended();
        (await store.Read(stream)).Count.ShouldBe(3);

        await Database.Execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'warm'");

        await Should.ThrowAsync<StoreUnavailableException>(() => store.Read(stream));
        (await store.Read(stream)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_store_that_is_closed_holds_none()
    {
        // No more patience than it has.
        var source = Connect(5, patience: 3);
        await using (var store = new PostgresEventStore(source, new HandClock())) (await store.Read(NewStream())).ShouldBeEmpty();

        await OpenAll(source, 5);
    }

    private NpgsqlDataSource Connect(int most, int patience = 20) => Database.Connect(settings => (settings.MaxPoolSize, settings.ApplicationName, settings.Timeout) = (most, "warm", patience));

    private static async Task OpenAll(NpgsqlDataSource source, int count)
    {
        var open = new List<NpgsqlConnection>();
        for (var one = 0; one < count; one++) open.Add(await source.OpenConnectionAsync());
        foreach (var one in open) await one.DisposeAsync();
    }
}
