namespace ZorgWerk.Coaching;

/// <summary>Whoever the participant was referred to said yes or no.</summary>
public sealed record ReferralAnswered(LocalDate On, ReferralId Referral, bool Accepted) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) =>
        soFar.WithCurrent(t => t.WithReferral(Referral, Accepted ? ReferralState.Accepted : ReferralState.Declined));
}

public sealed record AnswerReferral(LocalDate On, ReferralId Referral, bool Accepted) : ParticipantStep(On)
{
    public static readonly Refusal UnknownReferral = new("referral/unknown", "referral");
    public static readonly Refusal AlreadyAnswered = new("referral/already-answered", "referral");
    public static readonly Refusal BeforeItWasMade = new("referral/before-it-was-made", "on");

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.ReferralOf(Referral) switch
    {
        null => Refuse(UnknownReferral),
        { MadeOn: var made } when On < made => Refuse(BeforeItWasMade),
        { State: not ReferralState.Made } => Refuse(AlreadyAnswered),
        _ => Accept(new ReferralAnswered(On, Referral, Accepted)),
    };
}
