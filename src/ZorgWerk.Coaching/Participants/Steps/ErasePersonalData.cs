namespace ZorgWerk.Coaching;

/// <summary>The key to everything personal in this stream was destroyed (R14); the skeleton stays.</summary>
public sealed record PersonalDataErased(LocalDate On, ErasureGround Ground) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar with { IsErased = true };
}

/// <summary>Article 17 GDPR: asked for, consent to processing taken back, kept long enough, unlawfully processed.</summary>
public enum ErasureGround { Requested, ConsentToProcessingWithdrawn, RetentionEnded, UnlawfulProcessing }

public sealed partial record Participant
{
    /// <summary>Nothing more can be recorded: there is no key to record it under.</summary>
    public bool IsErased { get; init; }
}

public sealed record ErasePersonalData(LocalDate On, ErasureGround Ground) : ParticipantStep(On)
{
    public static readonly Refusal TrajectoryStillOpen = new("erase-personal-data/trajectory-open", "participant", "R14");

    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now) =>
        soFar.Current is { IsOpen: true } ? Refuse(TrajectoryStillOpen) : Accept(new PersonalDataErased(On, Ground));
}
