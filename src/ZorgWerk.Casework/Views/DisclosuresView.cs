using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>One row per disclosure, refusal and report: who shared what with whom, when, on which consent.</summary>
public sealed class DisclosuresView() : ParticipantView(new Table("zw_disclosures", 3,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("version", ColumnKind.Long), new("happened_on", ColumnKind.Date),
    new("outcome", ColumnKind.Text), new("giver", ColumnKind.Uuid), new("recipient", ColumnKind.Uuid), new("recipient_role", ColumnKind.Text),
    new("categories", ColumnKind.Codes), new("purpose", ColumnKind.Text), new("consent_id", ColumnKind.Uuid), new("care_partner", ColumnKind.Uuid),
    new("because", ColumnKind.Text), new("rules_version", ColumnKind.Int), new("recorded_by", ColumnKind.Uuid), new("struck", ColumnKind.Bool)))
{
    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) =>
        participant.Disclosures.Select(d => new object?[]
        {
            tenant.Value, stream.Value, d.Version, d.On, Kebab(d.Outcome), d.Giver.Value, d.Recipient.Value,
            participant.ActorOf(d.Recipient) is { } actor ? Kebab(actor.Role) : null,
            d.Categories.Select(Kebab).ToArray(), d.Purpose is { } purpose ? Kebab(purpose) : null, d.Consent?.Value, d.CarePartner?.Value,
            d.Because?.Value, d.Trace?.RulesVersion ?? 0, participant.Entries[(int)d.Version - 1].By.Value, d.IsStruck,
        });

    /// <summary>Most steps touch none of it.</summary>
    protected override (IEnumerable<object?[]> Before, IEnumerable<object?[]> After) Compared(TenantId tenant, StreamId stream, Participant before, Participant after) =>
        before.Disclosures.IsSameAs(after.Disclosures) && before.Actors.IsSameAs(after.Actors) ? ([], []) : base.Compared(tenant, stream, before, after);
}
