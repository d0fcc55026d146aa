using NodaTime;
using Npgsql;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Casework.Personal;
using ZorgWerk.Casework.Users;
using ZorgWerk.Casework.Views;
using ZorgWerk.EventStore;
using ZorgWerk.EventStore.Postgres;
using ZorgWerk.Postgres;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Cli;

/// <summary>Where to work: the one place that names an engine and reads the surroundings.</summary>
/// <param name="Connection">An existing server; nothing: the embedded one.</param>
/// <param name="Data">Where the embedded server and the master key live.</param>
/// <param name="Replica">A server that follows it and serves those who read a whole organisation.</param>
internal sealed record Where(string? Connection, string? Data, string Organisation, string? Replica = null)
{
    public string? NamedReplica => Replica ?? Environment.GetEnvironmentVariable("ConnectionStrings__ZorgWerkReplica");

    /// <summary>As the server it follows, its certificate checked in the same way, but for what is named; and with the same login always.</summary>
    public static NpgsqlConnectionStringBuilder ReplicaOf(string named, NpgsqlConnectionStringBuilder primary)
    {
        var place = new NpgsqlConnectionStringBuilder(primary.ConnectionString);
        var given = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = named };
        foreach (string key in given.Keys) place[key] = given[key];
        (place.Username, place.Password, place.Options, place.NoResetOnClose) = (primary.Username, primary.Password, primary.Options, primary.NoResetOnClose);
        // Nobody waits long for one that may be away.
        (place.Timeout, place.MaxPoolSize) = (Math.Min(place.Timeout, 2), Math.Min(place.MaxPoolSize, primary.MaxPoolSize));
        return place;
    }
}

/// <summary>The whole service put together on one database, brought up to date.</summary>
internal sealed class House : IAsyncDisposable
{
    /// <summary>For what is looked at, some of which takes long to send. A server takes a hundred by default, and beside an import the service and its store want some.</summary>
    private const int MostOfReaders = 30;

    /// <summary>For the store, whose readings are short and whose writers share a commit: more would only wait for each other in the server.</summary>
    private const int MostOfStore = 16;

    private readonly Premises _premises;
    private readonly NpgsqlDataSource _owner;
    private readonly NpgsqlDataSource _readers;
    private readonly PostgresEventStore _store;

    private House(Premises premises, NpgsqlDataSource owner, NpgsqlDataSource app, NpgsqlDataSource readers, Replica? replica, MasterKey master, TenantId tenant)
    {
        _premises = premises;
        _owner = owner;
        _readers = readers;
        Database = app;
        Master = master;
        Tenant = tenant;
        _store = new PostgresEventStore(app, SystemClock.Instance);
        var codec = new EventCodec();
        Room = new ReadingRoom(readers, PostgresEventStore.ReaderOn, codec, master) { Replica = replica };
        References = new References(master);
        Keys = new KeyRing(app, master);
        Reader = new CaseReader(_store, codec);
        Desk = new CaseDesk(_store, Reader, Keys, codec, References, SystemClock.Instance);
        Verifier = new Verifier(app, Reader, Keys);
        BackgroundViews = [.. ParticipantView.Background.Select(view => new BackgroundView(app, _store, Reader, view, Keys))];
        Foreign = new ForeignEvents(app, _store, Reader, Keys);
        Extract = new Extract(app, BackgroundViews.Single(view => view.View is OutcomesView), Reader, References);
        Rebuild = new ViewRebuild(owner, _store, Reader, Keys);
        Users = new UserAccounts(app, Keys, References, SystemClock.Instance);
        Sessions = new UserSessions(app, Users);
        Attempts = new SignInAttempts(app, References, SystemClock.Instance);
        FailedSignIns = new FailedSignIns(app);
        DemoAccounts = new DemoAccounts(app);
        Accounts = new AccountDesk(app, SystemClock.Instance);
        Passkeys = new Passkeys(app, Keys, SystemClock.Instance);
        DemoPassword = master.DemoPassword();
    }

    public TenantId Tenant { get; }
    public NpgsqlDataSource Database { get; }

    /// <summary>Connects as the owner of the tables; for what the service itself may not do.</summary>
    public NpgsqlDataSource Owner => _owner;

    public MasterKey Master { get; }
    public ReadingRoom Room { get; }
    public References References { get; }
    public KeyRing Keys { get; }
    public CaseReader Reader { get; }
    public CaseDesk Desk { get; }
    public Verifier Verifier { get; }
    public IReadOnlyList<BackgroundView> BackgroundViews { get; }
    public ForeignEvents Foreign { get; }
    public ViewRebuild Rebuild { get; }
    public Extract Extract { get; }
    public UserAccounts Users { get; }
    public UserSessions Sessions { get; }
    public SignInAttempts Attempts { get; }
    public FailedSignIns FailedSignIns { get; }
    public DemoAccounts DemoAccounts { get; }
    public AccountDesk Accounts { get; }
    public Passkeys Passkeys { get; }
    public string DemoPassword { get; }
    public IEventStore Store => _store;

    /// <summary>The private PostgreSQL; null where a server was named.</summary>
    public EmbeddedPostgres? PrivateServer => _premises.Embedded;

    /// <summary>Every pool of connections to it.</summary>
    public IReadOnlyList<NpgsqlDataSource> Pools => [_owner, Database, _readers];

    /// <summary>A new one for each file: it holds what it has folded.</summary>
    public Importer Importer() => new(_store, Reader, Desk, References, SystemClock.Instance);

    /// <exception cref="EnvironmentException">There is no database to work on, or the key does not belong to it.</exception>
    public static async Task<House> Open(Where where, CancellationToken cancel)
    {
        Premises? premises = null;
        NpgsqlDataSource? owning = null;
        try
        {
            premises = await Premises.Enter(where, cancel);
            var owner = premises.Connection;
            var master = MasterKey.FromFile(premises.MasterKeyFile);
            owning = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { MaxPoolSize = 4, ApplicationName = "zorgwerk-owner" }.ConnectionString);
            await Recovery.WaitFor(owning, Console.Error.WriteLine, cancel);
            await EventStoreSchema.Migrate(owning, cancel);
            await CaseworkSchema.Migrate(owning, cancel);
            await KeyBelongs(owning, master, cancel);

            var settings = new NpgsqlConnectionStringBuilder(await ServiceConnection(owning, owner, "app", master.DatabasePassword, master, cancel)) { ApplicationName = "zorgwerk" };
            settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MostOfStore);
            var readers = new NpgsqlConnectionStringBuilder(await ServiceConnection(owning, owner, "reader", master.ReadersPassword, master, cancel)) { ApplicationName = "zorgwerk-pages" };
            readers.MaxPoolSize = Math.Min(readers.MaxPoolSize, MostOfReaders);
            var replica = where.NamedReplica is { } named ? new Replica(NpgsqlDataSource.Create(Where.ReplicaOf(named, readers).ConnectionString)) : null;
            return new House(premises, owning, NpgsqlDataSource.Create(settings.ConnectionString), NpgsqlDataSource.Create(readers.ConnectionString), replica, master, new TenantId(where.Organisation));
        }
        catch (Exception missing) when (missing is PostgresNotFoundException or PostgresStartException or NpgsqlException or MigrationException or InvalidDataException or UnauthorizedAccessException or IOException or ArgumentException)
        {
            if (owning is not null) await owning.DisposeAsync();
            if (premises is not null) await premises.DisposeAsync();
            throw new EnvironmentException(missing.Message, missing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await Database.DisposeAsync();
        if (Room.Replica is { } replica) await replica.DisposeAsync();
        await _readers.DisposeAsync();
        await _owner.DisposeAsync();
        await _premises.DisposeAsync();
    }

    /// <summary>With a login of the service's own; where the server grants none, as the owner with the service's role put on.</summary>
    private static async Task<string> ServiceConnection(NpgsqlDataSource owning, string owner, string role, string password, MasterKey master, CancellationToken cancel)
    {
        try
        {
            return await ServiceLogin.Ensure(owning, owner, LoginOf(role, master), password, $"zorgwerk_{role}", cancel);
        }
        catch (PostgresException no) when (no.SqlState is PostgresErrorCodes.InsufficientPrivilege || no.SqlState.StartsWith("28", StringComparison.Ordinal))
        {
            Console.Error.WriteLine($"The service works as the owner of the tables with the role zorgwerk_{role} put on, because this server gives it no login of its own ({no.MessageText}).");
            // A reset would give the role back that the connection began with.
            return new NpgsqlConnectionStringBuilder(owner) { Options = $"-c role=zorgwerk_{role}", NoResetOnClose = true }.ConnectionString;
        }
    }

    /// <summary>The name of the service's own login for a role.</summary>
    public static string LoginOf(string role, MasterKey master) => $"zorgwerk_{role}_{master.Id}";

    private static async Task KeyBelongs(NpgsqlDataSource owner, MasterKey master, CancellationToken cancel)
    {
        if (await KeyCheck.OtherKey(owner, master, cancel) is { } other)
            throw new InvalidDataException($"This database was written with master key {other}, and the key at hand is {master.Id}. Name the right file in ZORGWERK_MASTER_KEY_FILE.");
    }
}
