using Npgsql;

namespace ZorgWerk.Postgres;

/// <summary>Whether a server keeps what it acknowledged when it crashes.</summary>
public static class Durability
{
    /// <summary>Switched off, each of these lets a crash of the server or the machine take back what was acknowledged.</summary>
    public static IReadOnlyList<string> Settings { get; } = ["fsync", "full_page_writes", "synchronous_commit"];

    /// <summary>Those that are off for whoever <paramref name="database"/> connects as.</summary>
    public static async Task<IReadOnlyList<string>> Off(NpgsqlDataSource database, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Sql["find_settings_off"]);
        command.Parameters.Add(new() { Value = Settings.ToArray() });
        var off = new List<string>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) off.Add(row.GetString(0));
        return off;
    }

    private static readonly SqlFiles Sql = new(typeof(Durability).Assembly);
}
