namespace ZorgWerk.Coaching;

/// <summary>The needs of the work situation were looked at: relations, content and context of the work.</summary>
public sealed record WorkSituationAnalysed(LocalDate On, PersonalText? Relations, PersonalText? Content, PersonalText? Context) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { WorkSituationAnalysedOn = Participant.Later(t.WorkSituationAnalysedOn, On) });
}

public sealed partial record Trajectory
{
    public LocalDate? WorkSituationAnalysedOn { get; init; }
}

public sealed record AnalyseWorkSituation(
    LocalDate On, [To(Reach.WorkSide)] PersonalText? Relations, [To(Reach.WorkSide)] PersonalText? Content, [To(Reach.WorkSide)] PersonalText? Context) : ParticipantStep(On)
{
    public static readonly Refusal Empty = new("analyse-work-situation/empty", "content") { IsOfTyping = true };

    public override Decision Decide(Participant soFar, Circumstances now) =>
        Relations is null && Content is null && Context is null ? Refuse(Empty) : Accept(new WorkSituationAnalysed(On, Relations, Content, Context));
}
