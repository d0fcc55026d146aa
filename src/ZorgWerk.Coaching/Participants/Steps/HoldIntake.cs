namespace ZorgWerk.Coaching;

/// <summary>Participant and coach spoke at length for the first time: the question, the situation, what gives hope.</summary>
public sealed record IntakeHeld(
    LocalDate On, Clarity Job, Clarity Employer, LocalDate? AbsentSince, PersonalText Question, PersonalText? Situation, PersonalText? Hope) : ParticipantEvent(On)
{
    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        IntakeOn = On,
        AbsentSince = AbsentSince,
        Needs = Job is Clarity.Known && Employer is Clarity.Known ? t.Needs : t.Needs.Add(new Indication(ReferralKind.CareerGuidance, On)),
    });
}

/// <summary>Whether job or employer is clear at intake; if not, career guidance is indicated (R6).</summary>
public enum Clarity { Known, Unclear, Unknown }

public sealed partial record Trajectory
{
    /// <summary>Day zero of every measured time.</summary>
    public LocalDate? IntakeOn { get; init; }
    public LocalDate? AbsentSince { get; init; }
}

public sealed record HoldIntake(
    LocalDate On, Clarity Job, Clarity Employer, LocalDate? AbsentSince,
    [To(Reach.Team)] PersonalText Question, [To(Reach.Team)] PersonalText? Situation, [To(Reach.Team)] PersonalText? Hope) : ParticipantStep(On)
{
    public static readonly Refusal AlreadyHeld = new("hold-intake/already-held", "on");
    public static readonly Refusal AbsentLater = new("hold-intake/absent-later", "absentSince") { IsOfTyping = true };

    public override ValueList<(string Field, LocalDate Day)> OtherDays => AbsentSince is { } since ? [("absentSince", since)] : [];

    public override Decision Decide(Participant soFar, Circumstances now) => soFar.Current! switch
    {
        { IntakeOn: not null } => Refuse(AlreadyHeld),
        _ when AbsentSince > On => Refuse(AbsentLater),
        _ => Accept(new IntakeHeld(On, Job, Employer, AbsentSince, Question, Situation, Hope)),
    };
}
