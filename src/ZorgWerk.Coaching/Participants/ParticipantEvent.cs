namespace ZorgWerk.Coaching;

/// <summary>Something that happened on a participant's way to work.</summary>
public abstract record ParticipantEvent(LocalDate On) : CoachingEvent(On)
{
    /// <summary>
    /// Texts of it in which words look medical and are not, as whoever recorded it said; null where nothing was found.
    /// By the fields of the step, in camel case.
    /// </summary>
    public ValueList<string>? NotMedical { get; init; }

    /// <summary>What the record remembers of it. Never refuses and never throws: whatever was stored can be folded.</summary>
    public abstract Participant Evolve(Participant soFar);

    /// <summary>What is remembered of it once it was struck as a mistake; nothing, for most.</summary>
    public virtual Participant EvolveStruck(Participant soFar) => soFar;

    /// <summary>The id that this puts on the record for later entries to name; a correction keeps it. Nothing, for most.</summary>
    public virtual object? Introduces => null;

    /// <summary>Who else this is about, for the "shared with" and network marks of the timeline.</summary>
    public virtual ValueList<ActorId> Concerns => [];

    /// <summary>Whether participant and coach were in touch; the day counts for "long without contact".</summary>
    public virtual bool IsContact => false;
}

/// <summary>An event of a kind this version of the service does not know. Kept and shown, never folded, never lost.</summary>
public sealed record UnknownEvent(LocalDate On, string StoredKind) : ParticipantEvent(On)
{
    public override string Kind => StoredKind;

    public override Participant Evolve(Participant soFar) => soFar;
}
