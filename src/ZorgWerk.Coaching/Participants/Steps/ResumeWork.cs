namespace ZorgWerk.Coaching;

/// <summary>The participant works again: the outcome everything is for. The programme's moments to look back start anew (R11).</summary>
/// <param name="HoursPerWeek">Above 0, at most 48.</param>
/// <param name="FullTime">As much as a full week in that job.</param>
public sealed record WorkResumed(LocalDate On, EmployerKind Employer, FunctionKind Function, decimal HoursPerWeek, bool FullTime) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        WorkSpells = t.WorkSpells.Add(new WorkSpell(On, Employer, Function, HoursPerWeek, FullTime)),
        FirstFullTimeOn = FullTime ? Participant.Earlier(t.FirstFullTimeOn, On) : t.FirstFullTimeOn,
    });
}

public enum EmployerKind { Same, Other, SelfEmployed }

public enum FunctionKind { Same, Adapted, Other }

/// <summary>A time at work: first day to, but not including, the day it ended.</summary>
public sealed record WorkSpell(LocalDate From, EmployerKind Employer, FunctionKind Function, decimal HoursPerWeek, bool FullTime)
{
    public LocalDate? Until { get; init; }

    /// <summary>Since when these hours and this function; an earlier change, written down late, does not undo a later one.</summary>
    public LocalDate HoursSince { get; init; } = From;

    public bool IsAtWorkOn(LocalDate day) => From <= day && (Until is null || day < Until);
}

public sealed partial record Trajectory
{
    /// <summary>In the order they were recorded as beginning; the last one may be running.</summary>
    public ValueList<WorkSpell> WorkSpells { get; init; }

    public WorkSpell? LastSpell => WorkSpells.Count > 0 ? WorkSpells[WorkSpells.Count - 1] : null;

    /// <summary>The day hours first made a full week; the start of work counts on its own.</summary>
    public LocalDate? FirstFullTimeOn { get; init; }

    public bool IsAtWork => LastSpell is { Until: null };
}

public sealed record ResumeWork(LocalDate On, EmployerKind Employer, FunctionKind Function, decimal HoursPerWeek, bool FullTime) : ParticipantStep(On)
{
    public const decimal MostHoursPerWeek = 48;

    public static readonly Refusal AlreadyAtWork = new("resume-work/already-at-work", "on");
    public static readonly Refusal BeforeTheLastEnded = new("resume-work/before-the-last-ended", "on");

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current!.LastSpell switch
    {
        _ when HoursPerWeek is <= 0 or > MostHoursPerWeek => Refuse(Refusals.OutOfBounds with { Field = "hoursPerWeek", About = ["0", "48"] }),
        { Until: null } running => running == new WorkSpell(On, Employer, Function, HoursPerWeek, FullTime) ? NothingNew : Refuse(AlreadyAtWork),
        { Until: { } ended } when On < ended => Refuse(BeforeTheLastEnded),
        _ => Accept(new WorkResumed(On, Employer, Function, HoursPerWeek, FullTime)),
    };
}
