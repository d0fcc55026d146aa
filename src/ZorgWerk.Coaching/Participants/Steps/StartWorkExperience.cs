namespace ZorgWerk.Coaching;

/// <summary>A low-threshold placement began, in a company of the network or in the organisation itself.</summary>
/// <param name="Company">Nothing for a placement inside the organisation.</param>
/// <param name="KnownAtCompany">Whether anyone there knows why; nobody, unless the participant wants it (S2-08).</param>
public sealed record WorkExperienceStarted(LocalDate On, WorkExperienceId WorkExperience, CompanyId? Company, WorkExperiencePhase Phase, bool KnownAtCompany) : ParticipantEvent(On)
{
    public override object Introduces => WorkExperience;

    public override Participant Evolve(Participant soFar) =>
        soFar.WithCurrent(t => t with { WorkExperiences = t.WorkExperiences.Add(new WorkExperience(WorkExperience, Phase, On)) });
}

public enum WorkExperiencePhase { Exploring, Practising, Transition }

public sealed record WorkExperience(WorkExperienceId Id, WorkExperiencePhase Phase, LocalDate StartedOn)
{
    public LocalDate? EndedOn { get; init; }
}

public sealed partial record Trajectory
{
    public ValueList<WorkExperience> WorkExperiences { get; init; }

    internal WorkExperience? WorkExperienceOf(WorkExperienceId id)
    {
        foreach (var experience in WorkExperiences)
            if (experience.Id == id) return experience;
        return null;
    }
}

public sealed record StartWorkExperience(LocalDate On, WorkExperienceId WorkExperience, CompanyId? Company, WorkExperiencePhase Phase, bool KnownAtCompany) : ParticipantStep(On)
{
    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.WorkExperienceOf(WorkExperience) switch
    {
        not null => Refuse(Refusals.IdInUse with { Field = "workExperience" }),
        null => Accept(new WorkExperienceStarted(On, WorkExperience, Company, Phase, KnownAtCompany)),
    };
}
