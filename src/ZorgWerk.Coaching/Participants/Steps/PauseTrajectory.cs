namespace ZorgWerk.Coaching;

/// <summary>Coaching rests for a while; nothing is asked of the coach meanwhile.</summary>
public sealed record TrajectoryPaused(LocalDate On, PersonalText? Reason) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { PausedOn = On });
}

public sealed record PauseTrajectory(LocalDate On, [To(Reach.Team)] PersonalText? Reason) : ParticipantStep(On)
{
    public static readonly Refusal AlreadyPaused = new("pause-trajectory/already-paused", "on");

    public override Decision Decide(Participant soFar, Circumstances now) =>
        soFar.Current!.PausedOn is null ? Accept(new TrajectoryPaused(On, Reason)) : Refuse(AlreadyPaused);
}
