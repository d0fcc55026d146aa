namespace ZorgWerk.Coaching;

/// <summary>A small step of the action plan was agreed: what, by whom, by when, and how one sees it is done (R10).</summary>
public sealed record StepPlanned(LocalDate On, ActionId Step, GoalId? Goal, ActionOwner By, LocalDate Due, PersonalText What, PersonalText DoneWhen) : ParticipantEvent(On)
{
    public override object Introduces => Step;

    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        FirstPlanOn = Participant.Earlier(t.FirstPlanOn, On),
        Actions = t.Actions.Add(new PlannedAction(Step, On, Goal, By, Due, What)),
    });
}

/// <summary>Who does it. The participant, where possible: the plan is theirs (S1-22).</summary>
public enum ActionOwner { Participant, Employer, Coach, CareActor, WorkActor }

public enum ActionState { Open, Reached, Dropped }

public sealed record PlannedAction(ActionId Id, LocalDate PlannedOn, GoalId? Goal, ActionOwner By, LocalDate Due, PersonalText What)
{
    public ActionState State { get; init; }

    /// <summary>The day it was reached or let go.</summary>
    public LocalDate? EndedOn { get; init; }
}

public sealed partial record Trajectory
{
    public LocalDate? FirstPlanOn { get; init; }
    public ValueList<PlannedAction> Actions { get; init; }

    /// <summary>The earliest day a step of the plan is due.</summary>
    public LocalDate? NextActionDueOn
    {
        get
        {
            LocalDate? next = null;
            foreach (var action in Actions)
                if (action.State is ActionState.Open) next = Participant.Earlier(next, action.Due);
            return next;
        }
    }

    internal PlannedAction? ActionOf(ActionId id)
    {
        foreach (var action in Actions)
            if (action.Id == id) return action;
        return null;
    }
}

public sealed record PlanStep(
    LocalDate On, ActionId Step, GoalId? Goal, ActionOwner By, LocalDate Due,
    [To(Reach.WorkSide)] PersonalText What, [To(Reach.WorkSide)] PersonalText DoneWhen) : ParticipantStep(On)
{
    public static readonly Refusal NetworkNotMapped = new("plan-step/network-not-mapped", "step", "R8");
    public static readonly Refusal DueBeforePlanned = new("plan-step/due-before-planned", "due", "R10") { IsOfTyping = true };
    public static readonly Refusal UnknownGoal = new("plan-step/unknown-goal", "goal");
    public static readonly Refusal TreatmentByCoach = new("plan-step/treatment-by-coach", "what", "R5");

    /// <summary>What a care partner does is for the care side. A coach treats nobody (S1-10), nor takes a care partner's place (S1-14).</summary>
    public override Refusal? RefusalOf(MedicalField medical, Participant soFar) => By switch
    {
        ActionOwner.CareActor => null,
        ActionOwner.Coach when medical.Found.Any(word => word.Kind is MedicalKind.Treatment) => TreatmentByCoach,
        _ => Refusals.MedicalForWorkSide,
    };

    public override ValueList<(string Field, LocalDate Day)> OtherDays => [("due", Due)];

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current! switch
    {
        var t when t.ActionOf(Step) is not null => Refuse(Refusals.IdInUse with { Field = "step" }),
        { Rules.NetworkBeforePlan: true } when !soFar.HasActor(Side.Care, On) || !soFar.HasActor(Side.Work, On) => Refuse(NetworkNotMapped),
        _ when Due < On => Refuse(DueBeforePlanned),
        var t when Goal is { } goal && !t.Goals.Any(g => g.Id == goal) => Refuse(UnknownGoal),
        _ => Accept(new StepPlanned(On, Step, Goal, By, Due, What, DoneWhen)),
    };
}
