using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Recording;

/// <summary>A step that the case asks for now.</summary>
/// <param name="Step">Its name: <c>hold-intake</c>.</param>
/// <param name="Why">Key of the reason.</param>
public sealed record Suggestion(string Step, string Why)
{
    /// <summary>The day the reason speaks of.</summary>
    public LocalDate? Day { get; init; }

    /// <summary>What it is about, sealed until it is shown.</summary>
    public PersonalText? About { get; init; }

    /// <summary>Key of what it is about.</summary>
    public string? Word { get; init; }

    /// <summary>A field that is known already, and its value.</summary>
    public (string Field, string Value)? With { get; init; }
}

/// <summary>What to do next, by how a case stands: most pressing first.</summary>
public static class SuggestedSteps
{
    /// <summary>More small steps than these are found on the plan itself.</summary>
    private const int MostActions = 3;

    public static IReadOnlyList<Suggestion> For(Participant participant, LocalDate today)
    {
        if (!participant.IsRegistered || participant.IsErased) return [];
        if (participant.Current is not { } current) return [new("open-trajectory", "suggest.no-trajectory")];
        var steps = new List<Suggestion>();
        if (current.IsOpen) steps.AddRange(WhileOpen(participant, current, today));
        steps.AddRange(Indicated(current));
        if (current.NextFollowUpOn is { } due && due <= today) steps.Add(new("hold-follow-up", "suggest.follow-up-due") { Day = due });
        if (current.IsOpen) steps.AddRange(Due(current, today));
        if (current is { IsOpen: true, PausedOn: null, IntakeOn: not null }) steps.Add(new("hold-session", "suggest.everyday"));
        if (!current.IsOpen) steps.Add(new("open-trajectory", "suggest.closed") { Day = current.ClosedOn });
        return steps;
    }

    private static IEnumerable<Suggestion> WhileOpen(Participant participant, Trajectory current, LocalDate today)
    {
        if (current.PausedOn is { } paused) yield return new("resume-trajectory", "suggest.paused") { Day = paused };
        if (current.Coach is null) yield return new("assign-coach", "suggest.no-coach");
        if (current.IntakeOn is null) yield return new("hold-intake", "suggest.no-intake");
        var (care, work) = (participant.HasActor(Side.Care, today), participant.HasActor(Side.Work, today));
        if (!care || !work) yield return new("map-actor", !care && !work ? "suggest.no-network" : care ? "suggest.no-work-actor" : "suggest.no-care-actor");
        if (current is { EmployerContactDueOn: { } due, PausedOn: null } && participant.Actors.Any(actor => actor.Role.IsEmployer() && actor.IsThereOn(today)))
            yield return new("contact-employer", due < today ? "suggest.employer-late" : "suggest.employer-early") { Day = due };
    }

    private static IEnumerable<Suggestion> Indicated(Trajectory current)
    {
        foreach (var (referral, since) in current.Indications)
        {
            var kind = CaseChoices.Kebab(referral.ToString());
            yield return new("make-referral", "suggest.indicated") { Day = since, Word = $"referral-kind.{kind}", With = ("referred", kind) };
            yield return new("waive-referral", "suggest.indicated-not") { Word = $"referral-kind.{kind}", With = ("referral", kind) };
        }
    }

    private static IEnumerable<Suggestion> Due(Trajectory current, LocalDate today)
    {
        foreach (var action in current.Actions.Where(action => action.State is ActionState.Open && action.Due <= today).OrderBy(action => action.Due).Take(MostActions))
            yield return new("reach-step", "suggest.action-due") { Day = action.Due, About = action.What, With = ("step", action.Id.Value.ToString()) };
        if (current.PlanReviewDueSince is { } since) yield return new("plan-step", "suggest.plan-review") { Day = since };
    }
}
