using Npgsql;
using ZorgWerk.Casework.Views;
using ZorgWerk.Postgres;

namespace ZorgWerk.Casework;

/// <summary>The statements of casework, and its tables.</summary>
public static class CaseworkSchema
{
    public const string Module = "casework";

    /// <summary>Brings the tables of keys, views and users up to date. Views whose rows stand in an older form are left to <see cref="ViewRebuild"/>.</summary>
    /// <param name="owner">Connects as the owner of the tables.</param>
    public static async Task Migrate(NpgsqlDataSource owner, CancellationToken cancel = default)
    {
        await Migrator.Run(owner, Module, Statements.Files.Folder("migrations"), cancel);
        await using var keep = owner.CreateCommand(Statements.Files["keep_forms_of_empty"]);
        keep.Parameters.Add(new() { Value = ParticipantView.All.Select(view => view.Name).ToArray() });
        keep.Parameters.Add(new() { Value = ParticipantView.All.Select(view => view.Form).ToArray() });
        await keep.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Tells how far those tables are, and changes nothing.</summary>
    public static Task<MigrationState> Look(NpgsqlDataSource database, CancellationToken cancel = default) =>
        Migrator.Look(database, Module, Statements.Files.Folder("migrations"), cancel);
}

internal static class Statements
{
    public static readonly SqlFiles Files = new(typeof(Statements).Assembly);
}
