namespace ZorgWerk.Coaching;

/// <summary>Coaching goes on.</summary>
public sealed record TrajectoryResumed(LocalDate On) : ParticipantEvent(On)
{
    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { PausedOn = null });
}

public sealed record ResumeTrajectory(LocalDate On) : ParticipantStep(On)
{
    public static readonly Refusal NotPaused = new("resume-trajectory/not-paused", "on");

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.PausedOn switch
    {
        null => Refuse(NotPaused),
        { } paused when On < paused => Refuse(Refusals.EndsBeforeItStarts with { Field = "on" }),
        _ => Accept(new TrajectoryResumed(On)),
    };
}
