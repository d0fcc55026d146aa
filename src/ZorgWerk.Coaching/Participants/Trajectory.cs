namespace ZorgWerk.Coaching;

/// <summary>One enrolment of a participant in a programme, under the rules that stood when it opened.</summary>
/// <param name="Number">1, 2, 3 … within the participant.</param>
/// <param name="Rules">Pinned at opening: a later change of the programme does not touch it.</param>
public sealed partial record Trajectory(int Number, Code Programme, ProgrammeRules Rules, LocalDate OpenedOn)
{
    public LocalDate? ClosedOn { get; init; }

    public LocalDate? PausedOn { get; init; }

    /// <summary>Last day that participant and coach were in touch.</summary>
    public LocalDate? LastContactOn { get; init; }

    public bool IsOpen => ClosedOn is null;
}
