using NodaTime;
using Npgsql;
using ZorgWerk.EventStore.Contract;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>The contract, kept with no more rights than zorgwerk_app has.</summary>
public sealed class PostgresEventStoreSpecs : EventStoreContract
{
    private PostgresStore? _store;

    protected override NpgsqlDataSource Owner => _store!.Owner;

    protected override async Task CreateDatabase() => _store = await PostgresStore.Create();

    protected override async Task DropDatabase() => await _store!.DisposeAsync();

    protected override IEventStore Open(IClock clock) => _store!.Open(clock);

    protected override async Task<IAsyncDisposable> HoldAppendOpen(StreamId stream) => await RawAppend.Begin(Owner, stream, takingTurn: true);
}
