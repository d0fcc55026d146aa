namespace ZorgWerk.Coaching;

/// <summary>Things got better or worse for the participant; what was planned may fit no longer (S0-08).</summary>
public sealed record SituationChanged(LocalDate On, SituationTrend Trend, PersonalText What) : ParticipantEvent(On)
{
    public override Participant Evolve(Participant soFar) => soFar.WithCurrent(t => t with { SituationChanges = t.SituationChanges.Add(On) });
}

public enum SituationTrend { Improved, Worsened }

public sealed partial record Trajectory
{
    public ValueList<LocalDate> SituationChanges { get; init; }

    /// <summary>The earliest change to which the plan has not answered: no step planned, reached or let go on that day or later.</summary>
    public LocalDate? PlanReviewDueSince
    {
        get
        {
            LocalDate? since = null;
            foreach (var change in SituationChanges)
                if (!Actions.Any(a => a.PlannedOn >= change || a.EndedOn >= change)) since = Participant.Earlier(since, change);
            return since;
        }
    }
}

public sealed record ReportSituationChange(LocalDate On, SituationTrend Trend, [To(Reach.Team)] PersonalText What) : ParticipantStep(On)
{
    public override Decision Decide(Participant soFar, Circumstances now) => Accept(new SituationChanged(On, Trend, What));
}
