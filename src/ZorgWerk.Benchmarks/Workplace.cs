using System.Text;
using Npgsql;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Postgres;

namespace ZorgWerk.Benchmarks;

/// <summary>The service put together on an empty database, as the executable does it.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("bench");

    private readonly PostgresEventStore _store;

    private Workplace(string owner)
    {
        Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 }.ConnectionString);
        // As many connections as the service gives its store.
        App = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { Options = "-c role=zorgwerk_app", NoResetOnClose = true, MaxPoolSize = 16 }.ConnectionString);
        _store = new PostgresEventStore(App, SystemClock.Instance);
        var (codec, master) = (new EventCodec(), MasterKey.Create());
        var keys = new KeyRing(App, master);
        References = new References(master);
        Reader = new CaseReader(_store, codec);
        Desk = new CaseDesk(_store, Reader, keys, codec, References, SystemClock.Instance);
        Rebuild = new ViewRebuild(Owner, _store, Reader, keys);
    }

    /// <summary>For what is written by hand: its statements are prepared after their second use.</summary>
    public NpgsqlDataSource Owner { get; }
    public NpgsqlDataSource App { get; }
    public IEventStore Store => _store;
    public References References { get; }
    public CaseReader Reader { get; }
    public CaseDesk Desk { get; }
    public ViewRebuild Rebuild { get; }

    public static async Task<Workplace> Open(BenchServer server)
    {
        var workplace = new Workplace(await server.NewDatabase());
        await EventStoreSchema.Migrate(workplace.Owner);
        await CaseworkSchema.Migrate(workplace.Owner);
        return workplace;
    }

    /// <summary>Everything in the log must be taken; refusals belong to it where <paramref name="mayRefuse"/> says so.</summary>
    public async Task<ImportResult> Import(Stream log, bool mayRefuse)
    {
        return await new Importer(_store, Reader, Desk, References, SystemClock.Instance).Import(Tenant, log, dryRun: false, error =>
        {
            if (!mayRefuse || error.Rule is null) throw new InvalidOperationException(error.ToString());
        });
    }

    /// <summary>Participants P1, P2 … with so many events each.</summary>
    /// <param name="called">What stands before their numbers.</param>
    public async Task<List<StreamId>> TakeOn(int participants, int events, string called = "P")
    {
        using var log = new MemoryStream(Encoding.UTF8.GetBytes(CaseFile.Log(called, participants, events)));
        await Import(log, mayRefuse: false);
        await using var analyse = Owner.CreateCommand("vacuum analyze");
        await analyse.ExecuteNonQueryAsync();
        return [.. Enumerable.Range(1, participants).Select(number => References.ParticipantStream(Tenant, $"{called}{number}"))];
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await App.DisposeAsync();
        await Owner.DisposeAsync();
    }
}
