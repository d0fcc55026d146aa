using NodaTime.Text;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Audit;

/// <summary>Somebody took the trail along.</summary>
/// <param name="Asked">What it was narrowed to, as the page's own address says it.</param>
public sealed record TakenAlong(UserId User, string Asked, Instant At);

/// <summary>The trail as a sheet, line by line: however long it is, one page of it is held. That it was taken is on record before the first line leaves.</summary>
public static class TrailExport
{
    /// <summary>Lines read at once, each time in a reading of its own, so that a slow receiver keeps no moment of the database open.</summary>
    private const int PerRead = 500;

    private static readonly string[] Columns =
    [
        "happened_on", "happened_at", "recorded_at", "entered_elsewhere_at", "case", "entry", "line", "from", "to", "categories", "purpose", "consent_entry", "consent_until", "consent_withdrawn_on", "consent_withdrawn_at", "outcome", "judgement", "because",
        "with_care_partner", "rules_version", "recorded_by", "struck", "replay",
    ];

    public static Task Record(Reading reading, string asked, CancellationToken cancel = default) =>
        reading.Record("record_export", cancel, reading.Visitor.Tenant.Value, reading.Visitor.User.Value, reading.Visitor.RoleName, asked);

    /// <summary>The last who did, newest first.</summary>
    public static async Task<IReadOnlyList<TakenAlong>> Last(Reading reading, int atMost, CancellationToken cancel = default)
    {
        var taken = new List<TakenAlong>();
        await using var command = reading.Command("read_exports", reading.Visitor.Tenant.Value, atMost);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) taken.Add(new TakenAlong(new UserId(row.GetGuid(0)), row.GetString(1), Instant.FromDateTimeUtc(row.GetDateTime(2))));
        return taken;
    }

    public static async Task Write(ReadingRoom room, Visitor visitor, References references, TrailFilter filter, TextWriter into, CancellationToken cancel = default)
    {
        await into.WriteAsync(Csv.Line(Columns) + "\r\n");
        TrailPlace? after = null;
        for (var hasMore = true; hasMore;)
        {
            await using var reading = await room.Enter(visitor, cancel);
            (var lines, hasMore) = await Trail.Read(reading, filter, after, PerRead, cancel);
            var colleagues = await Colleagues.Read(reading, references, lines.Select(line => line.RecordedBy), cancel);
            await reading.Close(cancel);
            foreach (var line in lines) await into.WriteAsync(Line(line, colleagues) + "\r\n");
            await into.FlushAsync(cancel);
            if (lines.Count > 0) after = lines[^1].Place;
        }
    }

    private static string Line(TrailLine line, Colleagues colleagues) => Csv.Line(
        Day(line.On), line.At, InstantPattern.General.Format(line.RecordedAt), line.EnteredElsewhere is { } elsewhere ? InstantPattern.General.Format(elsewhere) : null, line.Reference, line.Version, line.Line,
        line.FromParticipant ? "participant" : line.GiverRole, line.ToParticipant ? "participant" : line.RecipientRole, string.Join(' ', line.Categories), line.Purpose,
        line.Consent?.Version, line.Consent is { } consent ? Day(consent.Until) : null, line.Consent?.WithdrawnOn is { } stopped ? Day(stopped) : null, line.Consent?.WithdrawnAt, line.Outcome, line.Judgement, line.Because,
        line.HadCarePartner ? "yes" : "no", line.RulesVersion, colleagues.NameOf(line.RecordedBy), line.IsStruck ? "yes" : "no", $"/cases/{line.Participant.Value}/replay?version={line.Version}");

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
