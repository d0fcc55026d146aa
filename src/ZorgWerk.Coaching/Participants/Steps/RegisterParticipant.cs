namespace ZorgWerk.Coaching;

/// <summary>A person asked for coaching and is now known under a reference; the stream begins.</summary>
public sealed record ParticipantRegistered(LocalDate On, PersonalText Reference, PersonalText Name, Language Language, Code? Region) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar with { IsRegistered = true, Reference = Reference, Name = Name, Language = Language, Region = Region };
}

public sealed partial record Participant
{
    public bool IsRegistered { get; init; }

    /// <summary>What the organisation calls this case.</summary>
    public PersonalText? Reference { get; init; }
    public PersonalText? Name { get; init; }
    public Language Language { get; init; }

    /// <summary>Where the participant lives, coarse enough to match a coach by distance and never to find a door.</summary>
    public Code? Region { get; init; }
}

public sealed record RegisterParticipant(
    LocalDate On, [To(Reach.NoText)] PersonalText Reference, [To(Reach.NoText)] PersonalText Name, Language Language, Code? Region) : ParticipantStep(On)
{
    public static readonly Refusal AlreadyRegistered = new("register-participant/already-registered", "participant");

    public override Stage Needs => Stage.Anyone;

    public override Decision Decide(Participant soFar, Circumstances now) =>
        soFar.IsRegistered ? Refuse(AlreadyRegistered) : Accept(new ParticipantRegistered(On, Reference, Name, Language, Region));
}
