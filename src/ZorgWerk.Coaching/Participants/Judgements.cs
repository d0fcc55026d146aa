namespace ZorgWerk.Coaching;

/// <summary>Whether a consent, and the care partner's word where it is needed, covered what was told.</summary>
public enum Judgement
{
    Covered,
    NotCovered,
    /// <summary>A consent was given or taken back on that very day, and nothing says which came first.</summary>
    OrderNotKnown,
}

/// <summary>The judgement as it was made when it was written down, beside the one on all that is known now.</summary>
public enum TrailJudgement
{
    Covered,
    /// <summary>What was learnt later took the cover away: a withdrawal of an earlier day, a consent that was struck or corrected.</summary>
    CoveredThenNotNow,
    /// <summary>What was learnt later gave it a cover: a consent on paper that was written down after it.</summary>
    NotCoveredThenCoveredNow,
    NeverCovered,
    OrderNotKnown,
}

public sealed partial record DecisionTrace
{
    /// <summary>What the consents that were weighed come to.</summary>
    public Judgement Judgement => this switch
    {
        { Barred: not null } or { CarePartnerNeeded: true, CarePartner: null } => Judgement.NotCovered,
        { CoveredBy: not null } => Judgement.Covered,
        _ when Weighed.Any(weighed => weighed.Verdict is ConsentVerdict.OrderNotKnown) => Judgement.OrderNotKnown,
        _ => Judgement.NotCovered,
    };
}

public sealed partial record Participant
{
    /// <summary>The same decision on everything that is known now; null where it was told without naming a purpose.</summary>
    public DecisionTrace? WeighNow(Disclosure told) => told.Purpose is { } purpose
        ? Weigh(new Occurrence(told.On, told.At, told.Version), told.Giver, told.Categories, told.Recipient, purpose, told.Trajectory)
        : null;

    /// <summary>Covered or not as known now. Where no purpose was named, nothing can be weighed again, and it stays as it was judged.</summary>
    public Judgement JudgeNow(Disclosure told) => WeighNow(told)?.Judgement ?? told.JudgedThen;

    /// <summary>Then beside now; null for what was struck, which did not happen.</summary>
    public TrailJudgement? Judge(Disclosure told) => told.IsStruck ? null : (told.JudgedThen, JudgeNow(told)) switch
    {
        (_, Judgement.OrderNotKnown) => TrailJudgement.OrderNotKnown,
        (Judgement.Covered, Judgement.Covered) => TrailJudgement.Covered,
        (Judgement.Covered, _) => TrailJudgement.CoveredThenNotNow,
        (_, Judgement.Covered) => TrailJudgement.NotCoveredThenCoveredNow,
        _ => TrailJudgement.NeverCovered,
    };
}
