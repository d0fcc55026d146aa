namespace ZorgWerk.Coaching;

/// <summary>The participant was referred on: to specialised care, career guidance, regular guidance (GTB) …</summary>
public sealed record ReferralMade(LocalDate On, ReferralId Referral, ReferralKind Referred, ActorId? To, PersonalText? Reason) : ParticipantEvent(On)
{
    public override object Introduces => Referral;

    public override ValueList<ActorId> Concerns => To is { } actor ? [actor] : [];

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        Referrals = t.Referrals.Add(new Referral(Referral, Referred, On)),
    });
}

public enum ReferralState { Made, Accepted, Declined, Completed }

public sealed record Referral(ReferralId Id, ReferralKind Referred, LocalDate MadeOn)
{
    public ReferralState State { get; init; }
}

public sealed partial record Trajectory
{
    public ValueList<Referral> Referrals { get; init; }

    internal Referral? ReferralOf(ReferralId id)
    {
        foreach (var referral in Referrals)
            if (referral.Id == id) return referral;
        return null;
    }

    internal Trajectory WithReferral(ReferralId id, ReferralState state) =>
        this with { Referrals = Referrals.Change(r => r.Id == id, r => r with { State = state }) };
}

/// <summary>A referral says where to; what the receiver is told about the person is a disclosure of its own.</summary>
public sealed record MakeReferral(
    LocalDate On, ReferralId Referral, ReferralKind Referred, ActorId? To, [To(Reach.WorkSide)] PersonalText? Reason) : ParticipantStep(On)
{
    public override Stage Needs => Stage.AnyTrajectory;

    /// <summary>A reason goes to whom the person is referred to, and there are referrals to the work side too.</summary>
    public override Refusal? RefusalOf(MedicalField medical, Participant soFar) =>
        (To is { } actor ? soFar.ActorOf(actor)!.Side is Side.Care : Referred is ReferralKind.SpecialisedCare) ? null : Refusals.MedicalForWorkSide;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.ReferralOf(Referral) switch
    {
        not null => Refuse(Refusals.IdInUse with { Field = "referral" }),
        null when To is { } actor && soFar.ActorOn(actor, On) is null => Refuse(RemoveActor.NotInTheNetwork with { Field = "to" }),
        null => Accept(new ReferralMade(On, Referral, Referred, To, Reason)),
    };
}
