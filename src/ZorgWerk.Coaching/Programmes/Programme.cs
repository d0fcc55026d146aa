namespace ZorgWerk.Coaching;

/// <summary>
/// The rules of a programme, in one version of them. Pinned to a trajectory when it opens, inside the event, so that replaying needs nothing else.
/// </summary>
/// <param name="Version">1, 2, 3 … within the programme.</param>
/// <param name="RequiredCertificate">The label a coach must hold (R9), if any.</param>
/// <param name="FollowUpMonths">Months after work resumption, or after closing, at which one looks back (R11).</param>
/// <param name="EmployerContactDays">Days after intake within which an employer is contacted (R7).</param>
/// <param name="ContactDays">Days without contact after which the coach is reminded.</param>
/// <param name="MaximumConsentDays">The longest a consent may run (R3).</param>
/// <param name="NetworkBeforePlan">Whether a care and a work actor must be mapped before a plan is made (R8).</param>
public sealed record ProgrammeRules(
    int Version, Code? RequiredCertificate, ValueList<int> FollowUpMonths, int EmployerContactDays, int ContactDays, int MaximumConsentDays, bool NetworkBeforePlan);

/// <summary>A programme or pilot: for whom, how many, from when until when, under which rules.</summary>
public sealed partial record Programme
{
    public static readonly Programme Undefined = new();

    public Code Id { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Participants the programme means to reach.</summary>
    public int? Target { get; init; }
    public LocalDate From { get; init; }
    public LocalDate? Until { get; init; }

    /// <summary>The rules that trajectories opened now are pinned to.</summary>
    public ProgrammeRules? Rules { get; init; }

    public bool IsDefined => Rules is not null;
}

public abstract record ProgrammeEvent(LocalDate On) : CoachingEvent(On)
{
    public abstract Programme Evolve(Programme soFar);
}

public abstract record ProgrammeStep(LocalDate On) : CoachingStep(On)
{
    /// <summary>How far ahead the end of a programme may lie.</summary>
    public const int YearsAhead = 20;

    public abstract Code Programme { get; init; }

    public Decision DecideFor(Programme soFar, Circumstances now) =>
        RefusalOfDays(now.Today, YearsAhead) is { } no ? Refuse(no) : Decide(soFar);

    protected abstract Decision Decide(Programme soFar);
}
