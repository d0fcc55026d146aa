using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Audit;

/// <summary>A consent that was withdrawn. Nobody is named.</summary>
/// <param name="Version">The entry in which it was given.</param>
/// <param name="Recipients">How many people it was for.</param>
/// <param name="Reference">What the organisation calls the case; null once erased.</param>
public sealed record Withdrawal(StreamId Participant, LocalDate On, long Version, IReadOnlyList<string> Categories, long Recipients, string? Reference, CoachId? Coach);

/// <summary>How much one person read.</summary>
/// <param name="Cases">Different cases that they opened.</param>
/// <param name="Refused">How often they asked for one that is not theirs to see.</param>
public sealed record ReaderOfCases(UserId User, Role Role, long Cases, long Refused, Instant Last);

/// <summary>The last consents that were withdrawn.</summary>
/// <param name="Found">All of the period, unless <paramref name="IsCut"/>: then there are more.</param>
public sealed record Withdrawals(IReadOnlyList<Withdrawal> Newest, long Found, bool IsCut);

/// <summary>Who opened most cases.</summary>
/// <param name="IsCut">Only the newest looks of the period were gone through: there were more.</param>
public sealed record ReadersOfCases(IReadOnlyList<ReaderOfCases> Most, bool IsCut);

/// <summary>
/// What an auditor begins the day with, over all of an organisation's cases since a day: what was passed on, refused, reported and withdrawn, who opened
/// cases, who took something along. Each list is read along an index and ends where nobody reads on.
/// </summary>
/// <param name="Since">The first day of the period.</param>
public sealed record AuditOverview(
    LocalDate Since, TrailCounts Counts, IReadOnlyList<TrailLine> Disclosed, IReadOnlyList<TrailLine> Reported, IReadOnlyList<TrailLine> Refused, Withdrawals Withdrawals,
    ReadersOfCases Readers, IReadOnlyList<TakenAlong> Taken)
{
    /// <summary>How many of each are shown.</summary>
    public const int Shown = 5;

    /// <summary>More rows than this are not gone through for a number.</summary>
    private const int MostCounted = 10_000;

    public static async Task<AuditOverview> Read(Reading reading, LocalDate since, CancellationToken cancel = default)
    {
        async Task<IReadOnlyList<TrailLine>> Newest(DisclosureOutcome outcome) =>
            (await Trail.Read(reading, new TrailFilter(From: since, Outcome: Kebab.Of(outcome)), after: null, Shown, cancel)).Lines;
        return new AuditOverview(
            since, await Trail.Count(reading, new TrailFilter(From: since), cancel),
            await Newest(DisclosureOutcome.Disclosed), await Newest(DisclosureOutcome.Reported), await Newest(DisclosureOutcome.Refused),
            await WithdrawnSince(reading, since, cancel), await ReadersSince(reading, since, cancel), await TrailExport.Last(reading, Shown, cancel));
    }

    internal static NpgsqlCommand AskWithdrawals(Reading reading, LocalDate since) =>
        reading.Command("read_withdrawals", reading.Visitor.Tenant.Value, since.ToDateOnly(), MostCounted, Shown);

    internal static NpgsqlCommand AskReaders(Reading reading, LocalDate since) =>
        reading.Command("read_who_opened_cases", reading.Visitor.Tenant.Value, since.AtStartOfDayInZone(Brussels.Zone).ToInstant().ToDateTimeUtc(), MostCounted, Shown);

    private static async Task<Withdrawals> WithdrawnSince(Reading reading, LocalDate since, CancellationToken cancel)
    {
        var rows = new List<(Withdrawal Withdrawal, string? Reference)>();
        var (found, gone) = (0L, 0m);
        await using (var command = AskWithdrawals(reading, since))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                (found, gone) = (row.GetInt64(5), row.GetDecimal(8));
                rows.Add((new Withdrawal(
                    new StreamId(row.GetGuid(0)), LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(1)), row.GetInt64(2), row.GetFieldValue<string[]>(3), row.GetInt64(4), null,
                    row.IsDBNull(7) ? null : new CoachId(row.GetGuid(7))), row.IsDBNull(6) ? null : row.GetString(6)));
            }
        }

        await reading.Words.Bring(rows.Select(one => one.Withdrawal.Participant), cancel);
        return new([.. rows.Select(one => one.Withdrawal with { Reference = reading.Words.Open(one.Reference, one.Withdrawal.Participant) })], found, gone >= MostCounted);
    }

    private static async Task<ReadersOfCases> ReadersSince(Reading reading, LocalDate since, CancellationToken cancel)
    {
        var readers = new List<ReaderOfCases>();
        var gone = 0m;
        await using var command = AskReaders(reading, since);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            gone = row.GetDecimal(5);
            readers.Add(new ReaderOfCases(new UserId(row.GetGuid(0)), RoleNames.Parse(row.GetString(1)), row.GetInt64(2), row.GetInt64(3), Instant.FromDateTimeUtc(row.GetDateTime(4))));
        }
        return new(readers, gone >= MostCounted);
    }
}
