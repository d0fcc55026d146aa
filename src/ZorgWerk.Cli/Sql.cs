using Npgsql;
using ZorgWerk.Postgres;

namespace ZorgWerk.Cli;

/// <summary>The statements of the executable.</summary>
internal static class Sql
{
    public static readonly SqlFiles Files = new(typeof(Sql).Assembly);

    /// <summary>The one text a statement answers with, if any.</summary>
    public static async Task<string?> Text(NpgsqlDataSource database, string statement, CancellationToken cancel, params object[] values)
    {
        await using var command = database.CreateCommand(Files[statement]);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancel) as string;
    }
}
