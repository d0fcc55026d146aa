using NpgsqlTypes;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Audit;

/// <summary>Somebody looked at a case, or was not let in.</summary>
/// <param name="Page">By the short name its page gives.</param>
public sealed record Look(long Id, UserId User, Role Role, string Page, bool WasAllowed, Instant At);

/// <summary>Whose looks, and of which days; nothing: all.</summary>
public sealed record LooksFilter(UserId? By = null, LocalDate? From = null, LocalDate? Until = null);

/// <summary>Who looked at a case (R16), newest first, a page at a time.</summary>
public static class Looks
{
    public const int PerPage = 50;

    /// <param name="before">The last look of the page before; nothing for the first page.</param>
    /// <returns>The looks, and whether there are more.</returns>
    public static async Task<(IReadOnlyList<Look> Looks, bool HasMore)> Read(Reading reading, StreamId participant, long? before, LooksFilter? filter = null, CancellationToken cancel = default)
    {
        var looks = new List<Look>(PerPage);
        await using var command = reading.Command("read_looks", reading.Visitor.Tenant.Value, participant.Value, before ?? long.MaxValue, PerPage + 1);
        command.Parameters.Add(new() { Value = filter?.By is { } by ? by.Value : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        foreach (var day in new[] { filter?.From, filter?.Until?.PlusDays(1) })
            command.Parameters.Add(new() { Value = day is { } begins ? begins.AtStartOfDayInZone(Brussels.Zone).ToInstant().ToDateTimeUtc() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            looks.Add(new Look(row.GetInt64(0), new UserId(row.GetGuid(1)), RoleNames.Parse(row.GetString(2)), row.GetString(3), row.GetBoolean(4), Instant.FromDateTimeUtc(row.GetDateTime(5))));
        return ([.. looks.Take(PerPage)], looks.Count > PerPage);
    }

    /// <summary>Everybody who ever looked, or was not let in.</summary>
    public static async Task<IReadOnlyList<UserId>> People(Reading reading, StreamId participant, CancellationToken cancel = default)
    {
        var people = new List<UserId>();
        await using var command = reading.Command("find_who_looked", reading.Visitor.Tenant.Value, participant.Value);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) people.Add(new UserId(row.GetGuid(0)));
        return people;
    }
}
