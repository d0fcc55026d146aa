using Npgsql;

namespace ZorgWerk.Casework.Tests;

/// <summary>How PostgreSQL means to answer.</summary>
internal static class Plans
{
    /// <returns>A line for each node, the outermost first. The command is spent.</returns>
    public static async Task<List<string>> Of(NpgsqlCommand command)
    {
        await using var explain = command;
        explain.CommandText = "explain " + explain.CommandText;
        var plan = new List<string>();
        await using var row = await explain.ExecuteReaderAsync();
        while (await row.ReadAsync()) plan.Add(row.GetString(0));
        return plan;
    }
}
