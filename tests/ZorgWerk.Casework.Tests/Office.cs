using System.Text;
using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Recording;
using ZorgWerk.Casework.Users;
using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Postgres;
using ZorgWerk.Testing;

namespace ZorgWerk.Casework.Tests;

/// <summary>Everything a coach's office needs, on a database of its own; whatever a spec did, the views must fold from the streams at the end.</summary>
public sealed class Office : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("jobcentrum");

    private readonly TestDatabase _database;
    private readonly PostgresEventStore _store;
    private readonly EventCodec _codec = new();

    private Office(TestDatabase database, MasterKey master)
    {
        (_database, Master) = (database, master);
        Owner = NpgsqlDataSource.Create(database.ConnectionString);
        App = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = "-c role=zorgwerk_app" }.ConnectionString);
        Readers = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = "-c role=zorgwerk_reader" }.ConnectionString);
        _store = new PostgresEventStore(App, SystemClock.Instance);
        var codec = _codec;
        Room = new ReadingRoom(Readers, PostgresEventStore.ReaderOn, codec, Master);
        References = new References(Master);
        Keys = new KeyRing(App, Master);
        Reader = new CaseReader(_store, codec);
        Desk = new CaseDesk(_store, Reader, Keys, codec, References, SystemClock.Instance);
        Similar = new SimilarCases(App, Master);
        Users = new UserAccounts(App, Keys, References, SystemClock.Instance);
        Verifier = new Verifier(App, Reader, Keys);
        Outcomes = new BackgroundView(App, _store, Reader, new OutcomesView(), Keys);
        Rebuild = new ViewRebuild(Owner, _store, Reader, Keys);
    }

    public MasterKey Master { get; }
    public NpgsqlDataSource Owner { get; }
    public NpgsqlDataSource App { get; }
    public NpgsqlDataSource Readers { get; }
    public ReadingRoom Room { get; }
    public IEventStore Store => _store;
    public References References { get; }
    public KeyRing Keys { get; }
    public CaseReader Reader { get; }
    public CaseDesk Desk { get; }
    public SimilarCases Similar { get; }
    public UserAccounts Users { get; }
    public Verifier Verifier { get; }
    public BackgroundView Outcomes { get; }
    public ViewRebuild Rebuild { get; }

    /// <summary>The spec put an event into the store that nobody can read, so nothing can be verified at its end.</summary>
    public bool LeavesUnreadable { get; set; }

    /// <summary>The desk of another node: on the same database, with nothing in its memory.</summary>
    public CaseDesk OtherDesk() => DeskOn(_store);

    public CaseDesk DeskOn(IEventStore store) => new(store, Reader, new KeyRing(App, Master), _codec, References, SystemClock.Instance);

    /// <param name="master">Another office's, to compare the two; nothing: one of its own.</param>
    public static async Task<Office> Open(MasterKey? master = null)
    {
        var office = new Office(await TestDatabase.Create(), master ?? MasterKey.Create());
        await EventStoreSchema.Migrate(office.Owner);
        await CaseworkSchema.Migrate(office.Owner);
        return office;
    }

    public StreamId Stream(string reference) => References.ParticipantStream(Tenant, reference);

    public Task<(ImportResult Result, List<ImportError> Errors)> Import(string log, bool dryRun = false) => Import(LineReader.Read(Utf8(log)), dryRun);

    /// <summary>Looks a sheet through, and takes it where nothing in it must be changed.</summary>
    public Task<(ImportResult Result, List<ImportError> Errors)> ImportCsv(string sheet) => ImportCsv(Encoding.UTF8.GetBytes(sheet));

    public Task<(ImportResult Result, List<ImportError> Errors)> ImportCsv(byte[] sheet)
    {
        var file = new MemoryStream(sheet);
        return ImportWhole(() =>
        {
            // The very stream once more, as the command line reads a file twice.
            file.Position = 0;
            return CsvLog.Read(file);
        });
    }

    public async Task<(ImportResult Result, List<ImportError> Errors)> ImportWhole(Func<IAsyncEnumerable<LogLine>> log)
    {
        var errors = new List<ImportError>();
        var check = new LogCheck(_store, Reader, Desk, References, Similar, SystemClock.Instance);
        var (lines, faulty) = await check.Check(Tenant, log(), errors.Add);
        return faulty > 0 ? (new ImportResult(lines, 0, 0, 0, 0, faulty), errors) : await Import(log());
    }

    public async Task<(ImportResult Result, List<ImportError> Errors)> Import(IAsyncEnumerable<LogLine> log, bool dryRun = false)
    {
        var errors = new List<ImportError>();
        return (await new Importer(_store, Reader, Desk, References, SystemClock.Instance).Import(Tenant, log, dryRun, errors.Add), errors);
    }

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    public async Task<List<StoredEvent>> Events(string reference)
    {
        var events = new List<StoredEvent>();
        await foreach (var stored in _store.ReadStream(Tenant, Stream(reference), StreamSlice.Whole)) events.Add(stored);
        return events;
    }

    public async Task<List<ViewDifference>> Differences()
    {
        var differences = new List<ViewDifference>();
        await Verifier.Verify(differences.Add);
        return differences;
    }

    public async Task Execute(string statement)
    {
        await using var command = Owner.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Puts an event at the end of a stream as a newer service, a broken tool or a hand on the database would leave it.</summary>
    public Task Put(StreamId stream, int version, string type, string data) => Execute($$"""
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
        values (nextval('mt_events_sequence'), gen_random_uuid(), '{{stream}}', {{version}}, '{{data}}', '{{type}}', now(), '{{Tenant}}');
        update mt_streams set version = {{version}} where id = '{{stream}}';
        """);

    public async Task<T> Scalar<T>(string statement)
    {
        await using var command = Owner.CreateCommand(statement);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        List<ViewDifference> differences = [];
        if (!LeavesUnreadable)
        {
            await Outcomes.CatchUp();
            differences = await Differences();
        }
        await _store.DisposeAsync();
        await App.DisposeAsync();
        await Readers.DisposeAsync();
        await Owner.DisposeAsync();
        await _database.DisposeAsync();
        differences.ShouldBeEmpty();
    }
}
