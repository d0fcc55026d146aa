using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>What one trajectory came to, in days since intake and counts; nothing in it names or describes a person.</summary>
/// <param name="LastKnownDay">Days from intake to the last entry about it: where it is censored.</param>
/// <param name="Spells">Times at work, first day to the day it ended.</param>
public sealed record TrajectoryOutcome(
    Trajectory Trajectory, Language Language, Code? Region, int LastKnownDay, int? EmployerContactDay, int? PlanDay, int? FirstStepDay, int? WorkDay, int? FullTimeDay,
    IReadOnlyList<(int From, int? Until)> Spells)
{
    /// <summary>A row for each trajectory that had an intake: day zero of every measured time.</summary>
    public static IEnumerable<TrajectoryOutcome> Of(Participant participant)
    {
        foreach (var t in participant.Trajectories)
        {
            if (t.IntakeOn is not { } zero) continue;
            int? Day(LocalDate? on) => on is { } day ? Period.DaysBetween(zero, day) : null;
            var last = t.Number == participant.Trajectories.Count ? participant.LastKnownOn : t.ClosedOn;
            yield return new TrajectoryOutcome(
                t, participant.Language, participant.Region, Math.Max(0, Day(last) ?? 0), Day(t.FirstEmployerContactOn), Day(t.FirstPlanOn), Day(t.FirstStepReachedOn),
                t.WorkSpells.Count > 0 ? t.WorkSpells.Min(spell => Day(spell.From)) : null, Day(t.FirstFullTimeOn),
                [.. t.WorkSpells.Select(spell => (Day(spell.From)!.Value, Day(spell.Until)))]);
        }
    }

    /// <summary>Time to first being at work again; who was at work before intake got there on day 0.</summary>
    public Observed TimeToWork => WorkDay is { } day ? new Observed(Math.Max(0, day), true) : new Observed(LastKnownDay, false);

    public bool IsAtWorkOn(int day) => Spells.Any(spell => spell.From <= day && (spell.Until is null || day < spell.Until));

    /// <summary>The group this trajectory belongs to, by a name of ours or of the programme's strata.</summary>
    public string Stratum(string by) => by switch
    {
        "cohort" => Trajectory.Cohort?.Value ?? "none",
        "language" => Kebab(Language.ToString()),
        "region" => Region?.Value ?? "unknown",
        "age-band" => Kebab(Trajectory.AgeBand.ToString()),
        "schooling" => Kebab(Trajectory.Schooling.ToString()),
        "employment" => Kebab(Trajectory.Employment.ToString()),
        _ => Trajectory.Strata.Select(code => code.Value).FirstOrDefault(code => code.StartsWith(by + ".", StringComparison.Ordinal)) is { } code ? code[(by.Length + 1)..] : "unknown",
    };

    private static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
