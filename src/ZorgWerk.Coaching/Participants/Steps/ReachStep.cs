namespace ZorgWerk.Coaching;

/// <summary>A small step was reached, and seen to be.</summary>
public sealed record StepReached(LocalDate On, ActionId Step) : ParticipantEvent(On)
{
    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        FirstStepReachedOn = Participant.Earlier(t.FirstStepReachedOn, On),
        Actions = t.Actions.Change(a => a.Id == Step, a => a with { State = ActionState.Reached, EndedOn = On }),
    });
}

public sealed partial record Trajectory
{
    public LocalDate? FirstStepReachedOn { get; init; }
}

public sealed record ReachStep(LocalDate On, ActionId Step) : ParticipantStep(On)
{
    public static readonly Refusal UnknownStep = new("plan/unknown-step", "step");
    public static readonly Refusal NoLongerOpen = new("plan/step-no-longer-open", "step");
    public static readonly Refusal BeforeItWasPlanned = new("plan/before-it-was-planned", "on");

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.ActionOf(Step) switch
    {
        null => Refuse(UnknownStep),
        { State: ActionState.Reached, EndedOn: var ended } when ended == On => NothingNew,
        { State: not ActionState.Open } => Refuse(NoLongerOpen),
        { PlannedOn: var planned } when On < planned => Refuse(BeforeItWasPlanned),
        _ => Accept(new StepReached(On, Step)),
    };
}
