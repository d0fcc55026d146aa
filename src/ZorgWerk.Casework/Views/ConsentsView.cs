using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>One row per consent, recipient and category, as an interval of days.</summary>
public sealed class ConsentsView() : ParticipantView(new Table("zw_consents", 5,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("consent_id", ColumnKind.Uuid), new("recipient", ColumnKind.Uuid),
    new("category", ColumnKind.Text), new("giver", ColumnKind.Uuid), new("purpose", ColumnKind.Text), new("version", ColumnKind.Long),
    new("signed_on", ColumnKind.Date), new("valid_from", ColumnKind.Date), new("valid_until", ColumnKind.Date), new("withdrawn_on", ColumnKind.Date),
    new("given_at", ColumnKind.Text), new("withdrawn_at", ColumnKind.Text)))
{
    /// <summary>2 has the times of day.</summary>
    public override int Form => 2;

    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) =>
        from consent in participant.Consents
        from recipient in consent.Recipients.Distinct()
        from category in consent.Categories.Distinct()
        select new object?[]
        {
            tenant.Value, stream.Value, consent.Id.Value, recipient.Value, Kebab(category), consent.Giver.Value, Kebab(consent.Purpose), consent.Version,
            consent.SignedOn, consent.From, consent.Until, consent.WithdrawnOn,
            Time(consent.GivenAt), Time(consent.Withdrawal?.At),
        };

    private static string? Time(LocalTime? at) => at is { } time ? TimeOfDay.Format(time) : null;

    /// <summary>Most steps touch none of it.</summary>
    protected override (IEnumerable<object?[]> Before, IEnumerable<object?[]> After) Compared(TenantId tenant, StreamId stream, Participant before, Participant after) =>
        before.Consents.IsSameAs(after.Consents) ? ([], []) : base.Compared(tenant, stream, before, after);
}
