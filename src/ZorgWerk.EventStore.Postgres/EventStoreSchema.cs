using Npgsql;
using ZorgWerk.Postgres;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>The engine's tables, its guards, and the role <c>zorgwerk_app</c> that may append and read but not change.</summary>
public static class EventStoreSchema
{
    /// <summary>The module under which the engine's scripts are remembered.</summary>
    public const string Module = "eventstore";

    /// <summary>The script that makes what Marten makes.</summary>
    private const string MartenTables = "0001_marten_tables";

    /// <summary>Brings the engine's tables up to date. Marten's, where a Marten application made them in this layout, are taken as they are.</summary>
    /// <param name="owner">Connects as the role that is to own the tables; it must be able to create a role when <c>zorgwerk_app</c> is not there yet.</param>
    /// <exception cref="MigrationException">A script failed, or was changed after it had been applied; or there are tables of Marten in another layout.</exception>
    public static Task Migrate(NpgsqlDataSource owner, CancellationToken cancel = default) =>
        Migrator.Run(owner, Module, Statements.Files.Folder("migrations"), new MadeByOthers(MartenTables, Statements.Files["marten_tables_stand"]), cancel);

    /// <summary>Tells how far the engine's tables are, and changes nothing.</summary>
    public static Task<MigrationState> Look(NpgsqlDataSource database, CancellationToken cancel = default) =>
        Migrator.Look(database, Module, Statements.Files.Folder("migrations"), cancel);
}
