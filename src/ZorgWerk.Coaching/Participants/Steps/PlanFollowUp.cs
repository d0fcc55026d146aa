namespace ZorgWerk.Coaching;

/// <summary>A moment to look back was agreed, besides those the programme sets.</summary>
public sealed record FollowUpPlanned(LocalDate On, LocalDate Due) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { FollowUpsPlanned = t.FollowUpsPlanned.Add(Due) });
}

public sealed partial record Trajectory
{
    /// <summary>The agreed moments that were not held yet, in the order in which they were agreed: each stands until a follow-up is held on its day or later.</summary>
    public ValueList<LocalDate> FollowUpsPlanned { get; init; }
}

public sealed record PlanFollowUp(LocalDate On, LocalDate Due) : ParticipantStep(On)
{
    public static readonly Refusal DueBeforePlanned = new("plan-follow-up/due-before-planned", "due") { IsOfTyping = true };

    public override Stage Needs => Stage.AnyTrajectory;

    public override ValueList<(string Field, LocalDate Day)> OtherDays => [("due", Due)];

    public override Decision Decide(Participant soFar, Circumstances now) => Due < On ? Refuse(DueBeforePlanned) : Accept(new FollowUpPlanned(On, Due));
}
