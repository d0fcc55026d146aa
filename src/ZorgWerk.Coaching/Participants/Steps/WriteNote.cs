namespace ZorgWerk.Coaching;

/// <summary>Something worth keeping that is no step of its own.</summary>
public sealed record NoteWritten(LocalDate On, PersonalText Text) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar;
}

public sealed record WriteNote(LocalDate On, [To(Reach.Team)] PersonalText Text) : ParticipantStep(On)
{
    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now) => Accept(new NoteWritten(On, Text));
}
