namespace ZorgWerk.Coaching;

/// <summary>The participant entered a programme, under the rules it has today.</summary>
public sealed record TrajectoryOpened(
    LocalDate On, Code Programme, ProgrammeRules Rules, TrajectoryReason Reason, EmploymentStatus Employment,
    AgeBand AgeBand, Schooling Schooling, ValueList<Code> Strata) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar with
    {
        Trajectories = soFar.Trajectories.Add(new Trajectory(soFar.Trajectories.Count + 1, Programme, Rules, On)
        {
            Reason = Reason, Employment = Employment, AgeBand = AgeBand, Schooling = Schooling, Strata = Strata,
        }),
    };
}

public enum TrajectoryReason { StaysAtWorkDuringTreatment, ReturnsAsSoonAsPossible, AdaptsWorkingConditions, ExploresWork, PreventsAbsence }

public enum EmploymentStatus { Employed, SelfEmployed, JobSeeking, Studying, Unknown }

/// <summary>Coarse on purpose: it stands in the open so that it can be counted, also after erasure.</summary>
public enum AgeBand { Unknown, Under25, From25, From35, From45, From55, From65 }

public enum Schooling { Unknown, Short, Middle, Higher }

public sealed partial record Trajectory
{
    public TrajectoryReason Reason { get; init; }
    public EmploymentStatus Employment { get; init; }
    public AgeBand AgeBand { get; init; }
    public Schooling Schooling { get; init; }

    /// <summary>Further groups that the programme compares, as <c>name.value</c>: <c>group.young-adult</c>, <c>financial-aid.yes</c>.</summary>
    public ValueList<Code> Strata { get; init; }
}

public sealed record OpenTrajectory(
    LocalDate On, Code Programme, TrajectoryReason Reason, EmploymentStatus Employment,
    AgeBand AgeBand, Schooling Schooling, ValueList<Code> Strata) : ParticipantStep(On), INamesProgramme
{
    public static readonly Refusal OneIsOpen = new("open-trajectory/one-is-open", "programme", "R12");
    public static readonly Refusal UnknownProgramme = new("open-trajectory/unknown-programme", "programme");
    public static readonly Refusal OutsideThePeriod = new("open-trajectory/outside-the-period", "on");
    public static readonly Refusal BeforeTheLastClosed = new("open-trajectory/before-the-last-closed", "on");

    public override Stage Needs => Stage.Registered;

    public override Decision Decide(Participant soFar, Circumstances now) => (soFar.Current, now.Programme) switch
    {
        ({ IsOpen: true } current, _) when Same(current) => NothingNew,
        ({ IsOpen: true }, _) => Refuse(OneIsOpen),
        ({ ClosedOn: { } closed }, _) when On < closed => Refuse(BeforeTheLastClosed),
        (_, not { Rules: not null }) => Refuse(UnknownProgramme),
        (_, { } programme) when On < programme.From || On > programme.Until => Refuse(OutsideThePeriod),
        (_, { Rules: var rules }) => Accept(new TrajectoryOpened(On, Programme, rules, Reason, Employment, AgeBand, Schooling, Strata)),
    };

    private bool Same(Trajectory open) =>
        (open.OpenedOn, open.Programme, open.Reason, open.Employment, open.AgeBand, open.Schooling, open.Strata) == (On, Programme, Reason, Employment, AgeBand, Schooling, Strata);
}
