namespace ZorgWerk.Coaching;

/// <summary>A small step was let go, for a reason.</summary>
public sealed record StepDropped(LocalDate On, ActionId Step, PersonalText Reason) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) =>
        soFar.WithCurrent(t => t with { Actions = t.Actions.Change(a => a.Id == Step, a => a with { State = ActionState.Dropped, EndedOn = On }) });
}

public sealed record DropStep(LocalDate On, ActionId Step, [To(Reach.Team)] PersonalText Reason) : ParticipantStep(On)
{
    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.ActionOf(Step) switch
    {
        null => Refuse(ReachStep.UnknownStep),
        { State: not ActionState.Open } => Refuse(ReachStep.NoLongerOpen),
        { PlannedOn: var planned } when On < planned => Refuse(ReachStep.BeforeItWasPlanned),
        _ => Accept(new StepDropped(On, Step, Reason)),
    };
}
