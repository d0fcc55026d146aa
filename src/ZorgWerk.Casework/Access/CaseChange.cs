using Npgsql;
using NpgsqlTypes;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Access;

/// <summary>That something was put on the record of a case, and nothing of what.</summary>
/// <param name="Position">Of the event in the order of commits.</param>
/// <param name="Kind">The event's stored name.</param>
public sealed record CaseChange(long Position, StreamId Participant, long Version, string Kind, Instant EnteredAt, UserId By)
{
    /// <summary>At most so many positions are gone through in one reading, and so many changes told.</summary>
    private const int Window = 20_000;
    private const int AtMost = 500;

    /// <summary>The last position committed, whoever may see what stands there.</summary>
    public static async Task<long> LastPosition(NpgsqlDataSource database, CancellationToken cancel = default)
    {
        await using var command = database.CreateCommand(Statements.Files["last_position"]);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>What changed in the cases this visitor may see now, in the order it was committed.</summary>
    /// <param name="of">One case; nothing: all of them.</param>
    /// <returns>The changes, and the position up to which there are no others.</returns>
    public static async Task<(IReadOnlyList<CaseChange> Changes, long UpTo)> Read(Reading reading, StreamId? of, long after, long upTo, CancellationToken cancel = default)
    {
        upTo = Math.Min(upTo, after + Window);
        var changes = new List<CaseChange>();
        await using var command = reading.Command("read_changes", reading.Visitor.Tenant.Value, after, upTo);
        command.Parameters.Add(new() { Value = (object?)of?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = AtMost });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            // Another application may name whom it likes.
            var by = !await row.IsDBNullAsync(5, cancel) && Guid.TryParse(row.GetString(5), out var user) ? new UserId(user) : default;
            changes.Add(new CaseChange(row.GetInt64(0), new StreamId(row.GetGuid(1)), row.GetInt64(2), row.GetString(3), Instant.FromDateTimeUtc(row.GetDateTime(4)), by));
        }
        return (changes, changes.Count == AtMost ? changes[^1].Position : upTo);
    }
}
