using Npgsql;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// What the columns of the read statements are: position, version, id, type, moment, data and headers in all of them, then the tenant and the stream
/// where several are read, then how the event came here where that is asked for. JSON comes as text, which it is anyhow on its way: one converter less to pass.
/// </summary>
internal static class Rows
{
    public static StoredEvent OfStream(NpgsqlDataReader row, TenantId tenant, StreamId stream) => new()
    {
        Position = row.GetInt64(0),
        Tenant = tenant,
        Stream = stream,
        Version = row.GetInt64(1),
        Id = row.GetGuid(2),
        Type = row.GetString(3),
        RecordedAt = row.GetDateTime(4).ToInstant(),
        Data = row.GetFieldValue<byte[]>(5),
        Headers = Headers(row),
    };

    public static StoredEvent OfStreams(NpgsqlDataReader row) => OfStream(row, new TenantId(row.GetString(7)), new StreamId(row.GetGuid(8)));

    public static CommittedEvent OfLog(NpgsqlDataReader row) => new(OfStreams(row)) { DotNetType = Text(row, 9), CorrelationId = Text(row, 10), CausationId = Text(row, 11) };

    private static ReadOnlyMemory<byte> Headers(NpgsqlDataReader row) => row.IsDBNull(6) ? default(ReadOnlyMemory<byte>) : row.GetFieldValue<byte[]>(6);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Body hash, moment, position and answer, from column <paramref name="first"/> on.</summary>
    public static FirstAnswer FirstAnswer(NpgsqlDataReader row, int first) => new(
        new BodyHash(row.GetFieldValue<byte[]>(first)),
        row.GetDateTime(first + 1).ToInstant(),
        row.GetInt64(first + 2),
        row.IsDBNull(first + 3) ? default : row.GetFieldValue<byte[]>(first + 3));
}
