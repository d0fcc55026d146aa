using Npgsql;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>What the columns of the read statements are, in their order.</summary>
internal static class Rows
{
    public static StoredEvent StoredEvent(NpgsqlDataReader row) => new()
    {
        Position = row.GetInt64(0),
        Tenant = new TenantId(row.GetString(1)),
        Stream = new StreamId(row.GetGuid(2)),
        Version = row.GetInt64(3),
        Id = row.GetGuid(4),
        Type = row.GetString(5),
        DotNetType = row.IsDBNull(6) ? null : row.GetString(6),
        RecordedAt = row.GetDateTime(7).ToInstant(),
        Data = row.GetFieldValue<byte[]>(8),
        Headers = row.IsDBNull(9) ? default : row.GetFieldValue<byte[]>(9),
        CorrelationId = row.IsDBNull(10) ? null : row.GetString(10),
        CausationId = row.IsDBNull(11) ? null : row.GetString(11),
    };

    /// <summary>Body hash, moment, position and answer, from column <paramref name="first"/> on.</summary>
    public static FirstAnswer FirstAnswer(NpgsqlDataReader row, int first) => new(
        new BodyHash(row.GetFieldValue<byte[]>(first)),
        row.GetDateTime(first + 1).ToInstant(),
        row.GetInt64(first + 2),
        row.IsDBNull(first + 3) ? default : row.GetFieldValue<byte[]>(first + 3));
}
