namespace ZorgWerk.Coaching;

/// <summary>Coach and participant looked back.</summary>
/// <param name="Month">Which of the programme's moments, in months; nothing for one in between.</param>
/// <param name="ProspectOfWork">Whether there is any in sight; if not, career guidance is indicated (R6).</param>
public sealed record FollowUpHeld(LocalDate On, int? Month, bool AtWork, bool ProspectOfWork, ValueList<ScaleScore> Scales, PersonalText? Report) : ParticipantEvent(On)
{
    public override bool IsContact => true;

    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with
    {
        MomentsHeld = Month is { } month ? t.MomentsHeld.Add((month, On)) : t.MomentsHeld,
        FollowUpsPlanned = t.FollowUpsPlanned.Where(due => due > On).ToValueList(),
        Needs = AtWork || ProspectOfWork ? t.Needs : t.Needs.Add(new Indication(ReferralKind.CareerGuidance, On)),
    });
}

public sealed partial record Trajectory
{
    /// <summary>The programme's moments that were held, and when; those before the count began belong to an earlier return to work.</summary>
    public ValueList<(int Month, LocalDate On)> MomentsHeld { get; init; }

    /// <summary>What the programme's moments count from (R11): the last return to work, else the closing; nothing before either.</summary>
    public LocalDate? FollowUpsCountFrom => LastSpell?.From ?? ClosedOn;

    /// <summary>The next moment to look back, the programme's or an agreed one.</summary>
    public LocalDate? NextFollowUpOn
    {
        get
        {
            LocalDate? next = null;
            foreach (var due in FollowUpsPlanned) next = Participant.Earlier(next, due);
            if (FollowUpsCountFrom is not { } start) return next;
            foreach (var month in Rules.FollowUpMonths)
                if (!MomentsHeld.Any(held => held.Month == month && held.On >= start)) next = Participant.Earlier(next, start.PlusMonths(month));
            return next;
        }
    }
}

public sealed record HoldFollowUp(
    LocalDate On, int? Month, bool AtWork, bool ProspectOfWork, ValueList<ScaleScore> Scales, [To(Reach.Team)] PersonalText? Report) : ParticipantStep(On)
{
    public static readonly Refusal NotAMomentOfTheProgramme = new("hold-follow-up/not-a-moment", "month", "R11") { IsOfTyping = true };

    public override Stage Needs => Stage.AnyTrajectory;

    public override Decision Decide(Participant soFar, Circumstances now)
    {
        if (Month is { } month && !soFar.Current!.Rules.FollowUpMonths.Contains(month))
            return Refuse(NotAMomentOfTheProgramme with { About = soFar.Current!.Rules.FollowUpMonths.Select(m => m.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToValueList() });
        foreach (var score in Scales)
            if (!score.IsWithinBounds) return Refuse(RecordFirstLineAssessment.ScaleOutOfBounds with { About = [score.Scale.ToString()] });
        return Accept(new FollowUpHeld(On, Month, AtWork, ProspectOfWork, Scales, Report));
    }
}
