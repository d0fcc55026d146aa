namespace ZorgWerk.Coaching;

/// <summary>The enrolment ended. Following up goes on.</summary>
/// <param name="CanManageAlone">Whether the participant can solve later problems without a coach (S1-29).</param>
public sealed record TrajectoryClosed(LocalDate On, ClosingReason Why, bool CanManageAlone, PersonalText? Summary) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { ClosedOn = On, PausedOn = null, ClosedBecause = Why });
}

public enum ClosingReason { GoalReached, HandedToRegularGuidance, ReferredElsewhere, ParticipantStopped, Moved, Retired, Deceased, EndOfObservation, Other }

public sealed partial record Trajectory
{
    public ClosingReason? ClosedBecause { get; init; }
}

public sealed record CloseTrajectory(LocalDate On, ClosingReason Why, bool CanManageAlone, [To(Reach.Team)] PersonalText? Summary) : ParticipantStep(On)
{
    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current! switch
    {
        { IsOpen: false } => Refuse(Refusals.TrajectoryNotOpen),
        _ => Accept(new TrajectoryClosed(On, Why, CanManageAlone, Summary)),
    };
}
