namespace ZorgWerk.Coaching;

/// <summary>The placement came to its end, or was broken off.</summary>
public sealed record WorkExperienceEnded(LocalDate On, WorkExperienceId WorkExperience, bool AsPlanned) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        WorkExperiences = t.WorkExperiences.Change(w => w.Id == WorkExperience, w => w with { EndedOn = On }),
    });
}

public sealed record EndWorkExperience(LocalDate On, WorkExperienceId WorkExperience, bool AsPlanned) : ParticipantStep(On)
{
    public static readonly Refusal AlreadyEnded = new("work-experience/already-ended", "on");

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.WorkExperienceOf(WorkExperience) switch
    {
        null => Refuse(ReviewWorkExperience.UnknownWorkExperience),
        { EndedOn: not null } => Refuse(AlreadyEnded),
        { StartedOn: var started } when On < started => Refuse(ReviewWorkExperience.BeforeItStarted),
        _ => Accept(new WorkExperienceEnded(On, WorkExperience, AsPlanned)),
    };
}
