namespace ZorgWerk.Coaching;

/// <summary>A moment to look back was agreed, besides those the programme sets.</summary>
public sealed record FollowUpPlanned(LocalDate On, LocalDate Due) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { FollowUpPlannedFor = Due });
}

public sealed partial record Trajectory
{
    /// <summary>The agreed moment that was not held yet.</summary>
    public LocalDate? FollowUpPlannedFor { get; init; }
}

public sealed record PlanFollowUp(LocalDate On, LocalDate Due) : ParticipantStep(On)
{
    public static readonly Refusal DueBeforePlanned = new("plan-follow-up/due-before-planned", "due");

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => Due < On ? Refuse(DueBeforePlanned) : Accept(new FollowUpPlanned(On, Due));
}
