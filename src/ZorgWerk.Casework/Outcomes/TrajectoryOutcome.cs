using System.Globalization;
using System.Text.Json;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>What one trajectory came to, in days since intake and counts; nothing in it names or describes a person.</summary>
/// <param name="Trajectory">1, 2, 3 … within the participant.</param>
/// <param name="IntakeOn">Day zero of every measured time; without one there are no times.</param>
/// <param name="Strata">The groups it belongs to, as <c>by.group</c>: ours (<c>age-band.from35</c>) and those the programme named.</param>
/// <param name="LastKnownDay">The day of the last entry about it: where it is censored. 0 or more.</param>
/// <param name="Spells">Times at work, in the order they began.</param>
public sealed record TrajectoryOutcome(
    int Trajectory, string Programme, LocalDate OpenedOn, LocalDate? IntakeOn, IReadOnlyList<string> Strata, int? LastKnownDay, int? EmployerContactDay, int? PlanDay,
    int? FirstStepDay, int? WorkDay, int? FullTimeDay, IReadOnlyList<DaysAtWork> Spells, int Sessions, int ReferralsMade, int ReferralsAccepted, int Relapses, int HandOvers,
    string? ClosedBecause)
{
    /// <summary>A row for each trajectory.</summary>
    public static IEnumerable<TrajectoryOutcome> Of(Participant participant)
    {
        foreach (var t in participant.Trajectories)
        {
            int? Day(LocalDate? on) => on is { } day && t.IntakeOn is { } zero ? Period.DaysBetween(zero, day) : null;
            var last = LastKnownOn(participant, t);
            var spells = t.IntakeOn is null ? [] : t.WorkSpells.Select(spell => new DaysAtWork(Day(spell.From)!.Value, Day(spell.Until))).ToList();
            yield return new TrajectoryOutcome(
                t.Number, t.Programme.Value, t.OpenedOn, t.IntakeOn, StrataOf(participant, t), t.IntakeOn is null ? null : Math.Max(0, Day(last) ?? 0),
                Day(t.FirstEmployerContactOn), Day(t.FirstPlanOn), Day(t.FirstStepReachedOn), spells.Count > 0 ? spells.Min(spell => spell.From) : null, Day(t.FirstFullTimeOn), spells,
                t.Sessions, t.Referrals.Count, t.Referrals.Count(r => r.State is ReferralState.Accepted or ReferralState.Completed), t.Relapses, t.HandOvers,
                t.ClosedBecause is { } why ? Kebab(why.ToString()) : null);
        }
    }

    /// <summary>The day of its last entry that stands; mending the record and erasing it are no news of the participant.</summary>
    private static LocalDate? LastKnownOn(Participant participant, Trajectory t) => participant.Entries
        .Where(entry => entry.Trajectory == t.Number && !entry.IsStruck && entry.Kind is not ("entry_corrected" or "personal_data_erased"))
        .Max(entry => (LocalDate?)entry.On);

    /// <summary>Time to first being at work again; who was at work before intake got there on day 0. Nothing before an intake.</summary>
    public Observed? TimeToWork => LastKnownDay is not { } last ? null : WorkDay is { } day ? new Observed(Math.Max(0, day), true) : new Observed(last, false);

    public bool IsAtWorkOn(int day) => Spells.Any(spell => spell.From <= day && (spell.Until is null || day < spell.Until));

    /// <summary>The group this trajectory belongs to, by a name of ours or of the programme's strata.</summary>
    public string Stratum(string by) =>
        Strata.FirstOrDefault(stratum => stratum.StartsWith(by + ".", StringComparison.Ordinal)) is { } found ? found[(by.Length + 1)..] : "unknown";

    private static string[] StrataOf(Participant participant, Trajectory t) =>
    [
        $"cohort.{t.Cohort?.Value ?? "none"}", $"language.{Kebab(participant.Language.ToString())}", $"region.{participant.Region?.Value ?? "unknown"}",
        $"age-band.{Kebab(t.AgeBand.ToString())}", $"schooling.{Kebab(t.Schooling.ToString())}", $"employment.{Kebab(t.Employment.ToString())}",
        .. t.Strata.Select(code => code.Value),
    ];

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

/// <summary>A time at work in days since intake: first day to, but not including, the day it ended.</summary>
public sealed record DaysAtWork(int From, int? Until)
{
    /// <exception cref="FormatException">Not written by <see cref="ToString"/>.</exception>
    public static DaysAtWork Parse(string text) => text.Split("..") is [var from, var until]
        ? new DaysAtWork(int.Parse(from, CultureInfo.InvariantCulture), until.Length == 0 ? null : int.Parse(until, CultureInfo.InvariantCulture))
        : throw new FormatException("Not a time at work.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From}..{Until}");
}
