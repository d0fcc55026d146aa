namespace ZorgWerk.Coaching;

/// <summary>What the participant learned about work relations, content and context, and whether regular guidance is possible now (S2-02, S2-05).</summary>
public sealed record WorkExperienceReviewed(
    LocalDate On, WorkExperienceId WorkExperience, bool ReadyForRegularGuidance, PersonalText? Relations, PersonalText? Content, PersonalText? Context) : ParticipantEvent(On)
{
    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        Needs = ReadyForRegularGuidance ? t.Needs.Add(new Indication(ReferralKind.RegularGuidance, On)) : t.Needs,
    });
}

public sealed record ReviewWorkExperience(
    LocalDate On, WorkExperienceId WorkExperience, bool ReadyForRegularGuidance,
    [To(Reach.WorkSide)] PersonalText? Relations, [To(Reach.WorkSide)] PersonalText? Content, [To(Reach.WorkSide)] PersonalText? Context) : ParticipantStep(On)
{
    public static readonly Refusal UnknownWorkExperience = new("work-experience/unknown", "workExperience");
    public static readonly Refusal BeforeItStarted = new("work-experience/before-it-started", "on");

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.WorkExperienceOf(WorkExperience) switch
    {
        null => Refuse(UnknownWorkExperience),
        { StartedOn: var started } when On < started => Refuse(BeforeItStarted),
        _ => Accept(new WorkExperienceReviewed(On, WorkExperience, ReadyForRegularGuidance, Relations, Content, Context)),
    };
}
