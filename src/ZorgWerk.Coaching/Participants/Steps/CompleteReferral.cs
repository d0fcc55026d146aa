namespace ZorgWerk.Coaching;

/// <summary>The referral ran its course.</summary>
public sealed record ReferralCompleted(LocalDate On, ReferralId Referral, PersonalText? Outcome) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t.WithReferral(Referral, ReferralState.Completed));
}

public sealed record CompleteReferral(LocalDate On, ReferralId Referral, [To(Reach.Team)] PersonalText? Outcome) : ParticipantStep(On)
{
    public static readonly Refusal NotAccepted = new("complete-referral/not-accepted", "referral");
    public static readonly Refusal AlreadyCompleted = new("complete-referral/already-completed", "referral");

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.ReferralOf(Referral) switch
    {
        null => Refuse(AnswerReferral.UnknownReferral),
        { State: ReferralState.Completed } => Refuse(AlreadyCompleted),
        { MadeOn: var made } when On < made => Refuse(AnswerReferral.BeforeItWasMade),
        { State: not ReferralState.Accepted } => Refuse(NotAccepted),
        _ => Accept(new ReferralCompleted(On, Referral, Outcome)),
    };
}
