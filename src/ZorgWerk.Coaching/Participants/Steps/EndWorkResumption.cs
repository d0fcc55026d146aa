namespace ZorgWerk.Coaching;

/// <summary>Work stopped again: relapse, end of contract, a choice.</summary>
/// <param name="On">The first day not at work.</param>
/// <param name="ProspectOfWork">Whether there is any in sight; if not, career guidance is indicated (R6).</param>
public sealed record WorkResumptionEnded(LocalDate On, EndOfWork Why, bool ProspectOfWork) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t.LastSpell is not { } last ? t : t with
    {
        WorkSpells = t.WorkSpells.Put(t.WorkSpells.Count - 1, last with { Until = On }),
        Relapses = Why is EndOfWork.Relapse ? t.Relapses + 1 : t.Relapses,
        Needs = ProspectOfWork ? t.Needs : t.Needs.Add(new Indication(ReferralKind.CareerGuidance, On)),
    });
}

public enum EndOfWork { Relapse, EndOfContract, OwnChoice, Dismissal, Unknown }

public sealed partial record Trajectory
{
    public int Relapses { get; init; }
}

public sealed record EndWorkResumption(LocalDate On, EndOfWork Why, bool ProspectOfWork) : ParticipantStep(On)
{
    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.LastSpell switch
    {
        null or { Until: not null } => Refuse(ChangeWorkingHours.NotAtWork),
        { From: var began } when On < began => Refuse(ChangeWorkingHours.BeforeItBegan),
        _ => Accept(new WorkResumptionEnded(On, Why, ProspectOfWork)),
    };
}
