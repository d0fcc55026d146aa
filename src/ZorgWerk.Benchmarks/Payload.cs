using Npgsql;

namespace ZorgWerk.Benchmarks;

/// <summary>What the product stores of one session, so that what is written by hand carries the same bytes.</summary>
internal sealed record Payload(string Type, string DotNetType, byte[] Data, byte[] Headers)
{
    public static async Task<Payload> Of(NpgsqlDataSource database)
    {
        await using var ask = database.CreateCommand("select type, mt_dotnet_type, data, headers from mt_events where type = 'session_held' limit 1");
        await using var row = await ask.ExecuteReaderAsync();
        await row.ReadAsync();
        return new Payload(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3));
    }
}

/// <summary>As many connections as there are callers, open before the clock starts.</summary>
internal sealed class Lines : IAsyncDisposable
{
    private readonly List<NpgsqlConnection> _open = [];

    public NpgsqlConnection this[int caller] => _open[caller];

    public static async Task<Lines> Open(NpgsqlDataSource database, int callers)
    {
        var lines = new Lines();
        for (var caller = 0; caller < callers; caller++) lines._open.Add(await database.OpenConnectionAsync());
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open) await connection.DisposeAsync();
    }
}
