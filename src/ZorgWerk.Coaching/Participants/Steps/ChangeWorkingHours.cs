namespace ZorgWerk.Coaching;

/// <summary>More or fewer hours, or another function, in the job that was resumed.</summary>
public sealed record WorkingHoursChanged(LocalDate On, FunctionKind Function, decimal HoursPerWeek, bool FullTime) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t.LastSpell is not { } last ? t : t with
    {
        WorkSpells = On < last.HoursSince ? t.WorkSpells : t.WorkSpells.Put(t.WorkSpells.Count - 1,
            last with { Function = Function, HoursPerWeek = HoursPerWeek, FullTime = FullTime, HoursSince = On }),
        FirstFullTimeOn = FullTime ? Participant.Earlier(t.FirstFullTimeOn, On) : t.FirstFullTimeOn,
    });
}

public sealed record ChangeWorkingHours(LocalDate On, FunctionKind Function, decimal HoursPerWeek, bool FullTime) : ParticipantStep(On)
{
    public static readonly Refusal NotAtWork = new("work/not-at-work", "on");
    public static readonly Refusal BeforeItBegan = new("work/before-it-began", "on");

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.LastSpell switch
    {
        _ when HoursPerWeek is <= 0 or > ResumeWork.MostHoursPerWeek => Refuse(Refusals.OutOfBounds with { Field = "hoursPerWeek", About = ["0", "48"] }),
        null or { Until: not null } => Refuse(NotAtWork),
        { From: var began } when On < began => Refuse(BeforeItBegan),
        _ => Accept(new WorkingHoursChanged(On, Function, HoursPerWeek, FullTime)),
    };
}
