using Npgsql;
using ZorgWerk.Casework.Access;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Caseload;

/// <summary>The cases one person may see, and what each needs on a day.</summary>
public static class CaseloadReader
{
    /// <summary>More than one person can look through.</summary>
    public const int AtMost = 1000;

    /// <summary>What is going wrong within so many days is said now.</summary>
    private const int SoonDays = 7;

    /// <summary>Rows by name, at most <see cref="AtMost"/>.</summary>
    public static async Task<IReadOnlyList<CaseloadRow>> Read(Reading reading, LocalDate today, CancellationToken cancel = default)
    {
        var rows = new List<(CaseloadRow Row, string? Name, string? Reference)>();
        await using (var command = reading.Command("read_caseload", reading.Visitor.Tenant.Value, AtMost))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                LocalDate? Day(int at) => row.IsDBNull(at) ? null : LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(at));
                string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
                rows.Add((new CaseloadRow(
                    new StreamId(row.GetGuid(0)), null, null, row.GetString(2), Text(3), row.IsDBNull(4) ? null : new CoachId(row.GetGuid(4)), Day(9), Day(10), Day(12), Day(15), Day(14), Day(16),
                    row.GetBoolean(20), row.IsDBNull(21) ? null : row.GetDecimal(21),
                    Needs(today, row.GetString(2) is "open", Day(15), Day(11), Day(16), Day(17), Day(18), Day(19), Day(14), Day(13), Day(5), Day(22)))
                {
                    WithEmployer = row.IsDBNull(23) ? null : new SharingWithEmployer(row.GetBoolean(23), Day(24), Day(25)),
                }, Text(7), Text(6)));
            }
        }

        await reading.Words.Bring(rows.Select(one => one.Row.Participant), cancel);
        return [.. rows
            .Select(one => one.Row with { Name = reading.Words.Open(one.Name, one.Row.Participant), Reference = reading.Words.Open(one.Reference, one.Row.Participant) })
            .OrderBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Late first, the longest late on top; then what goes wrong soon; then what is planned for today.</summary>
    private static IReadOnlyList<Attention> Needs(
        LocalDate today, bool isOpen, LocalDate? followUp, LocalDate? employer, LocalDate? consent, LocalDate? care, LocalDate? career, LocalDate? regular, LocalDate? action, LocalDate? contact, LocalDate? certificate, LocalDate? review)
    {
        var needs = new List<Attention>();
        void Due(AttentionKind kind, LocalDate? on, bool alsoSoon)
        {
            if (on is not { } day) return;
            if (day < today) needs.Add(new Attention(kind, AttentionLevel.Late, day));
            else if (day == today) needs.Add(new Attention(kind, AttentionLevel.Today, day));
            else if (alsoSoon && day <= today.PlusDays(SoonDays)) needs.Add(new Attention(kind, AttentionLevel.Soon, day));
        }

        Due(AttentionKind.FollowUp, followUp, alsoSoon: true);
        Due(AttentionKind.Employer, employer, alsoSoon: false);
        Due(AttentionKind.Action, action, alsoSoon: false);
        Due(AttentionKind.Contact, contact, alsoSoon: false);
        foreach (var (kind, since) in new[] { (AttentionKind.SpecialisedCare, care), (AttentionKind.CareerGuidance, career), (AttentionKind.RegularGuidance, regular), (AttentionKind.PlanReview, review) })
            if (isOpen && since is { } day) needs.Add(new Attention(kind, AttentionLevel.Soon, day));
        // A consent that is over asks nothing any more; one that runs out does.
        if (isOpen && consent is { } last && last >= today && last <= today.PlusDays(SoonDays)) needs.Add(new Attention(AttentionKind.Consent, AttentionLevel.Soon, last));
        if (isOpen && certificate is { } until && until < today.PlusDays(SoonDays)) needs.Add(new Attention(AttentionKind.Certificate, AttentionLevel.Soon, until));
        return [.. needs.OrderBy(need => need.Level).ThenBy(need => need.Day)];
    }
}
