using Npgsql;
using ZorgWerk.Postgres;

namespace ZorgWerk.Casework;

/// <summary>The statements of casework, and its tables.</summary>
public static class CaseworkSchema
{
    public const string Module = "casework";

    /// <summary>Brings the tables of keys, views and users up to date.</summary>
    /// <param name="owner">Connects as the owner of the tables.</param>
    public static Task Migrate(NpgsqlDataSource owner, CancellationToken cancel = default) =>
        Migrator.Run(owner, Module, Statements.Files.Folder("migrations"), cancel);

    /// <summary>Tells how far those tables are, and changes nothing.</summary>
    public static Task<MigrationState> Look(NpgsqlDataSource database, CancellationToken cancel = default) =>
        Migrator.Look(database, Module, Statements.Files.Folder("migrations"), cancel);
}

internal static class Statements
{
    public static readonly SqlFiles Files = new(typeof(Statements).Assembly);
}
