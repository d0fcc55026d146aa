using Npgsql;
using NpgsqlTypes;
using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Audit;

/// <summary>What the trail is narrowed to. Nothing in it is personal, so it may stand in an address.</summary>
/// <param name="Outcome">As stored: disclosed, refused or reported.</param>
/// <param name="Judgement">Then beside now.</param>
/// <param name="Recipient">A role as stored, or <c>participant</c>, <c>care</c>, <c>work</c> or <c>employers</c>.</param>
public sealed record TrailFilter(LocalDate? From = null, LocalDate? Until = null, string? Outcome = null, string? Recipient = null, Category? Category = null, TrailJudgement? Judgement = null);

/// <summary>A place in the trail, to go on after.</summary>
public sealed record TrailPlace(LocalDate On, Guid Participant, long Version, int Line);

/// <summary>One line of who shared what with whom, over all cases. Nobody is named in it.</summary>
/// <param name="Reference">What the organisation calls the case; nothing once erased.</param>
/// <param name="GiverRole">Nothing: the participant.</param>
/// <param name="RecipientRole">Nothing: the participant.</param>
/// <param name="Consent">The entry in which the consent it went on was given.</param>
/// <param name="Line">Which of the lines of its entry.</param>
/// <param name="At">The time of that day, such as 12:49; null: not known.</param>
/// <param name="Judgement">A <see cref="TrailJudgement"/> as stored; null for what was struck, and until the view is built anew.</param>
public sealed record TrailLine(
    StreamId Participant, long Version, LocalDate On, string Outcome, bool FromParticipant, string? GiverRole, bool ToParticipant, string? RecipientRole, IReadOnlyList<string> Categories,
    string? Purpose, bool HadCarePartner, string? Because, int RulesVersion, UserId RecordedBy, bool IsStruck, string? Reference, Instant RecordedAt, Instant? EnteredElsewhere, TrailConsent? Consent,
    int Line, string? At, string? Judgement)
{
    public TrailPlace Place => new(On, Participant.Value, Version, Line);
}

/// <summary>The consent a line went on.</summary>
public sealed record TrailConsent(long Version, LocalDate Until, LocalDate? WithdrawnOn, string? WithdrawnAt);

/// <summary>How many of each outcome and of each judgement there are in what was asked, up to <see cref="Trail.MostCounted"/> lines.</summary>
public sealed record TrailCounts(long Lines, long Cases, IReadOnlyDictionary<string, long> ByOutcome, IReadOnlyDictionary<string, long> ByJudgement)
{
    public bool IsCut => Lines >= Trail.MostCounted;
}

/// <summary>The trail over all of an organisation's cases, newest first, a page at a time.</summary>
public static class Trail
{
    public const int PerPage = 25;

    /// <summary>More lines than this are not counted: nobody reads a trail to its ten thousandth line, and everybody waits for the count.</summary>
    public const int MostCounted = 10_000;

    /// <param name="after">The last line of the page before; nothing for the first page.</param>
    /// <returns>The lines, and whether there are more.</returns>
    public static async Task<(IReadOnlyList<TrailLine> Lines, bool HasMore)> Read(Reading reading, TrailFilter filter, TrailPlace? after, int atMost = PerPage, CancellationToken cancel = default)
    {
        var lines = new List<TrailLine>(atMost);
        var references = new List<string?>(atMost);
        await using (var command = Asked(reading, "read_trail", filter, after, atMost + 1))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
                LocalDate Day(int at) => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(at));
                lines.Add(new TrailLine(
                    new StreamId(row.GetGuid(0)), row.GetInt64(1), Day(2), row.GetString(3), row.GetGuid(4) == ActorId.Participant.Value, Text(5), row.GetGuid(6) == ActorId.Participant.Value, Text(7),
                    row.GetFieldValue<string[]>(8), Text(9), row.GetBoolean(10), Text(11), row.GetInt32(12), new UserId(row.GetGuid(13)), row.GetBoolean(14), null,
                    Instant.FromDateTimeUtc(row.GetDateTime(16)), Text(17) is { } told && NodaTime.Text.InstantPattern.ExtendedIso.Parse(told) is { Success: true } entered ? entered.Value : null,
                    row.IsDBNull(18) ? null : new TrailConsent(row.GetInt64(18), Day(19), row.IsDBNull(20) ? null : Day(20), Text(24)),
                    row.GetInt32(21), Text(22), Text(23)));
                references.Add(Text(15));
            }
        }

        await reading.Words.Bring(lines.Select(line => line.Participant), cancel);
        return ([.. lines.Take(atMost).Select((line, at) => line with { Reference = reading.Words.Open(references[at], line.Participant) })], lines.Count > atMost);
    }

    public static async Task<TrailCounts> Count(Reading reading, TrailFilter filter, CancellationToken cancel = default)
    {
        var (outcomes, judgements) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal));
        var (lines, cases) = (0L, 0L);
        await using var command = Asked(reading, "count_trail", filter, null, MostCounted);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            // One bit for each column that is not grouped by: both, the outcome alone or the judgement alone.
            switch (row.GetInt32(0))
            {
                case 0b11: (lines, cases) = (row.GetInt64(2), row.GetInt64(3)); break;
                case 0b01: outcomes[row.GetString(1)] = row.GetInt64(2); break;
                case 0b10 when !await row.IsDBNullAsync(1, cancel): judgements[row.GetString(1)] = row.GetInt64(2); break;
            }
        }
        return new TrailCounts(lines, cases, outcomes, judgements);
    }

    internal static NpgsqlCommand Asked(Reading reading, string statement, TrailFilter filter, TrailPlace? after, int atMost)
    {
        // Before the first line: the beginning of the day after the last one.
        var place = after ?? new TrailPlace((filter.Until ?? DayReader.Last).PlusDays(1), Guid.Empty, 0, 0);
        var command = reading.Command(statement, reading.Visitor.Tenant.Value, place.On.ToDateOnly(), place.Participant, place.Version, place.Line);
        command.Parameters.Add(new() { Value = filter.From is { } from ? from.ToDateOnly() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        command.Parameters.Add(new() { Value = (object?)filter.Outcome ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = filter.Recipient is null ? DBNull.Value : filter.Recipient is "participant", NpgsqlDbType = NpgsqlDbType.Boolean });
        command.Parameters.Add(new() { Value = (object?)RolesOf(filter.Recipient) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = filter.Judgement is { } judgement ? Kebab.Of(judgement) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        // In words: an index that holds the lines of one category is only entered by a question that names it.
        command.CommandText = command.CommandText.Replace("__category__", filter.Category is { } category ? $"'{Kebab.Of(category)}' = any (categories)" : "true", StringComparison.Ordinal);
        command.Parameters.Add(new() { Value = atMost });
        return command;
    }

    private static string[]? RolesOf(string? recipient) => recipient switch
    {
        null or "participant" => null,
        "care" => Roles(role => role.SideOf() is Side.Care),
        "work" => Roles(role => role.SideOf() is Side.Work),
        "employers" => Roles(role => role.IsEmployer()),
        _ => [recipient],
    };

    private static string[] Roles(Func<ActorRole, bool> which) => [.. Enum.GetValues<ActorRole>().Where(which).Select(Kebab.Of)];
}
