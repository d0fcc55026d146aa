namespace ZorgWerk.Coaching;

/// <summary>Something a coach wants to put on a participant's record.</summary>
public abstract record ParticipantStep(LocalDate On) : CoachingStep(On)
{
    /// <summary>Where the participant must stand for this step to make sense at all.</summary>
    public virtual Stage Needs => Stage.OpenTrajectory;

    internal bool NeedsTrajectory => Needs is Stage.AnyTrajectory or Stage.OpenTrajectory;

    /// <summary>
    /// Texts of this step whose words look medical and are not, as whoever asks says; by their fields in camel case.
    /// It goes into the entry with them.
    /// </summary>
    public ValueList<string> NotMedical { get; init; }

    /// <summary>The no to medical words in a text that can reach the work side, which nobody said are not; null where they are in their place.</summary>
    public virtual Refusal? RefusalOf(MedicalField medical, Participant soFar) => Refusals.MedicalForWorkSide;

    /// <summary>
    /// The rule. Everything it needs stands in the step, in <paramref name="soFar"/> or in <paramref name="now"/>; asked through
    /// <see cref="Participant.Decide"/>, which first asks what every step is asked.
    /// </summary>
    public abstract Decision Decide(Participant soFar, Circumstances now);
}

public enum Stage { Anyone, Registered, AnyTrajectory, OpenTrajectory }

/// <summary>What a rule may know besides the record: the day, who asks, and the files that the step names.</summary>
/// <param name="Today">In Europe/Brussels; the clock was read once, at the edge.</param>
public sealed record Circumstances(LocalDate Today, UserId By)
{
    /// <summary>The programme a step names, if it exists.</summary>
    public Programme? Programme { get; init; }

    /// <summary>The coach a step names, if known.</summary>
    public Coach? Coach { get; init; }

    /// <summary>The participant as it stood before the entry that a correction names.</summary>
    public Participant? BeforeEntry { get; init; }
}

/// <summary>A step that cannot be decided without looking a programme up.</summary>
public interface INamesProgramme
{
    Code Programme { get; }
}

/// <summary>A step that cannot be decided without looking a coach up.</summary>
public interface INamesCoach
{
    CoachId Coach { get; }
}
