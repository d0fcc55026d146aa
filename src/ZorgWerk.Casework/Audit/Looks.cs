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

/// <summary>On one day people of one role looked at a case.</summary>
public sealed record DayOfLooks(LocalDate On, Role Role, long People);

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

    /// <summary>For the participant: on which days people of which role looked, newest first, at most so many.</summary>
    public static async Task<IReadOnlyList<DayOfLooks>> ByDay(Reading reading, StreamId participant, int atMost, CancellationToken cancel = default)
    {
        var days = new List<DayOfLooks>();
        await using var command = reading.Command("read_looks_by_role", reading.Visitor.Tenant.Value, participant.Value, atMost);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) days.Add(new DayOfLooks(LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1)), RoleNames.Parse(row.GetString(0)), row.GetInt64(2)));
        return days;
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
