using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Views;

/// <summary>One row per trajectory: what it came to, in days and counts. Nothing in it names or describes a person.</summary>
public sealed class OutcomesView() : ParticipantView(new Table("zw_outcomes", 3,
    new("tenant_id", ColumnKind.Text), new("participant_id", ColumnKind.Uuid), new("trajectory", ColumnKind.Int), new("programme", ColumnKind.Text),
    new("opened_on", ColumnKind.Date), new("intake_on", ColumnKind.Date), new("strata", ColumnKind.Codes), new("last_known_day", ColumnKind.Int),
    new("employer_contact_day", ColumnKind.Int), new("plan_day", ColumnKind.Int), new("first_step_day", ColumnKind.Int), new("work_day", ColumnKind.Int),
    new("full_time_day", ColumnKind.Int), new("work_spells", ColumnKind.Codes), new("sessions", ColumnKind.Int), new("referrals_made", ColumnKind.Int),
    new("referrals_accepted", ColumnKind.Int), new("relapses", ColumnKind.Int), new("hand_overs", ColumnKind.Int), new("closed_because", ColumnKind.Text)))
{
    public override bool IsInline => false;

    public override IEnumerable<object?[]> Rows(TenantId tenant, StreamId stream, Participant participant) =>
        TrajectoryOutcome.Of(participant).Select(o => new object?[]
        {
            tenant.Value, stream.Value, o.Trajectory, o.Programme, o.OpenedOn, o.IntakeOn, o.Strata, o.LastKnownDay, o.EmployerContactDay, o.PlanDay,
            o.FirstStepDay, o.WorkDay, o.FullTimeDay, o.Spells.Select(spell => spell.ToString()).ToArray(), o.Sessions, o.ReferralsMade, o.ReferralsAccepted,
            o.Relapses, o.HandOvers, o.ClosedBecause,
        });
}
