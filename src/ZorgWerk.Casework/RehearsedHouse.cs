using ZorgWerk.Coaching;

namespace ZorgWerk.Casework;

/// <summary>Programmes and coaches as they would be after the steps that were rehearsed, on top of those that are.</summary>
public sealed class RehearsedHouse
{
    private readonly Dictionary<Code, Programme> _programmes = [];
    private readonly Dictionary<CoachId, Coach> _coaches = [];

    internal Decision Decide(ProgrammeStep step, Circumstances now, Programme stored)
    {
        var soFar = _programmes.GetValueOrDefault(step.Programme, stored);
        var decision = step.DecideFor(soFar, now);
        _programmes[step.Programme] = decision.Writes.Aggregate(soFar, (programme, happened) => ((ProgrammeEvent)happened).Evolve(programme));
        return decision;
    }

    internal Decision Decide(CoachStep step, Circumstances now, Coach stored)
    {
        var soFar = _coaches.GetValueOrDefault(step.Coach, stored);
        var decision = step.DecideFor(soFar, now);
        _coaches[step.Coach] = decision.Writes.Aggregate(soFar, (coach, happened) => ((CoachEvent)happened).Evolve(coach));
        return decision;
    }

    /// <summary>The circumstances of a step, with what was rehearsed in the place of what is stored.</summary>
    internal Circumstances Add(CoachingStep step, Circumstances now) => now with
    {
        Programme = step is INamesProgramme { Programme: var programme } && _programmes.TryGetValue(programme, out var defined) ? defined : now.Programme,
        Coach = step is INamesCoach { Coach: var coach } && _coaches.TryGetValue(coach, out var known) ? known : now.Coach,
    };
}
