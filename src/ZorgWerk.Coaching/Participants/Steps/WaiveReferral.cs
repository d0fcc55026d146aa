namespace ZorgWerk.Coaching;

/// <summary>A referral was indicated and, for a reason that stands here, not made.</summary>
public sealed record ReferralWaived(LocalDate On, ReferralKind Referral, PersonalText Reason) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        Waivers = t.Waivers.Add((Referral, On)),
    });
}

public sealed partial record Trajectory
{
    /// <summary>What was deliberately not referred, and when that was decided.</summary>
    public ValueList<(ReferralKind Referral, LocalDate On)> Waivers { get; init; }
}

public sealed record WaiveReferral(LocalDate On, ReferralKind Referral, [To(Reach.Team)] PersonalText Reason) : ParticipantStep(On)
{
    public static readonly Refusal NotIndicated = new("waive-referral/not-indicated", "referral");

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current! switch
    {
        // There may be a second reason, though the first one answered the need.
        var t when t.Needs.Any(need => need.Referral == Referral && need.Since <= On && !t.IsReferred(need)) => Accept(new ReferralWaived(On, Referral, Reason)),
        _ => Refuse(NotIndicated),
    };
}
