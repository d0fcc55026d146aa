using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>One row per disclosure, refusal and report: who shared what with whom, when, on which consent, and whether it was and is covered. An entry may have several.</summary>
public sealed class DisclosuresView() : ParticipantView(new Table("zw_disclosures", 4,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("version", ColumnKind.Long), new("line", ColumnKind.Int), new("happened_on", ColumnKind.Date),
    new("outcome", ColumnKind.Text), new("giver", ColumnKind.Uuid), new("recipient", ColumnKind.Uuid), new("recipient_role", ColumnKind.Text),
    new("categories", ColumnKind.Codes), new("purpose", ColumnKind.Text), new("consent_id", ColumnKind.Uuid), new("care_partner", ColumnKind.Uuid),
    new("because", ColumnKind.Text), new("rules_version", ColumnKind.Int), new("recorded_by", ColumnKind.Uuid), new("struck", ColumnKind.Bool),
    new("happened_at", ColumnKind.Text), new("judgement", ColumnKind.Text)))
{
    /// <summary>2 has several lines for an entry, the time of day, and the judgement as known then and now.</summary>
    public override int Form => 2;

    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) =>
        participant.Disclosures.Select(d => new object?[]
        {
            tenant.Value, stream.Value, d.Version, d.Line, d.On, Kebab(d.Outcome), d.Giver.Value, d.Recipient.Value,
            participant.ActorOf(d.Recipient) is { } actor ? Kebab(actor.Role) : null,
            d.Categories.Select(Kebab).ToArray(), d.Purpose is { } purpose ? Kebab(purpose) : null, d.Consent?.Value, d.CarePartner?.Value,
            d.Because?.Value, d.Trace?.RulesVersion ?? 0, participant.Entries[(int)d.Version - 1].By.Value, d.IsStruck,
            d.At is { } at ? TimeOfDay.Format(at) : null, participant.Judge(d) is { } judgement ? Kebab(judgement) : null,
        });

    /// <summary>Most steps touch neither what was shared nor what it is judged by.</summary>
    protected override (IEnumerable<object?[]> Before, IEnumerable<object?[]> After) Compared(TenantId tenant, StreamId stream, Participant before, Participant after) =>
        before.Disclosures.IsSameAs(after.Disclosures) && before.Actors.IsSameAs(after.Actors) &&
        before.Consents.IsSameAs(after.Consents) && before.Consultations.IsSameAs(after.Consultations) ? ([], []) : base.Compared(tenant, stream, before, after);
}
