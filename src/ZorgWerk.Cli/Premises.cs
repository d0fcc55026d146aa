using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Cli;

/// <summary>The server to work on, found and running, and where the master key is; nothing in the database is changed yet.</summary>
internal sealed class Premises : IAsyncDisposable
{
    public const string Database = "zorgwerk";

    private Premises(EmbeddedPostgres? embedded, string connection, string data) => (Embedded, Connection, Data) = (embedded, connection, data);

    /// <summary>Nothing where a server was named.</summary>
    public EmbeddedPostgres? Embedded { get; }

    /// <summary>Connects as the owner of the tables.</summary>
    public string Connection { get; }

    public string Data { get; }

    public string MasterKeyFile => KeyFile(Data);

    public static string KeyFile(string data) => Environment.GetEnvironmentVariable("ZORGWERK_MASTER_KEY_FILE") ?? Path.Combine(data, "master.key");

    public static string DataOf(Where where) =>
        where.Data ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "zorgwerk");

    public static EmbeddedPostgresOptions Cluster(string data) => new() { DataDirectory = Path.Combine(data, "pg"), Say = Console.Error.WriteLine };

    /// <summary>The server that is named, else the embedded one, made when there is none.</summary>
    /// <exception cref="PostgresNotFoundException">There is no PostgreSQL on this machine and none can be had.</exception>
    /// <exception cref="PostgresStartException">It does not start.</exception>
    public static async Task<Premises> Enter(Where where, CancellationToken cancel)
    {
        var data = DataOf(where);
        if ((where.Connection ?? Environment.GetEnvironmentVariable("ConnectionStrings__ZorgWerk")) is { } given) return new(null, given, data);

        var embedded = await EmbeddedPostgres.Start(Cluster(data), cancel);
        await embedded.EnsureDatabase(Database);
        return new(embedded, embedded.OwnerConnectionString(Database), data);
    }

    /// <summary>The same, and nothing is made.</summary>
    /// <exception cref="EnvironmentException">No server is named, and there is no data for one of our own.</exception>
    /// <inheritdoc cref="Enter"/>
    public static async Task<Premises> Visit(Where where, CancellationToken cancel)
    {
        var named = where.Connection ?? Environment.GetEnvironmentVariable("ConnectionStrings__ZorgWerk");
        if (named is null && !await EmbeddedPostgres.Exists(Cluster(DataOf(where)), cancel))
            throw new EnvironmentException($"There is no database: none is named, and none was made in {DataOf(where)}.");
        return await Enter(where, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (Embedded is not null) await Embedded.DisposeAsync();
    }
}
