using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>Everything an evaluator is shown of a programme: figures only, none of so few people that one could be found in it.</summary>
/// <param name="Groups">By what was asked; empty when nothing was.</param>
public sealed record ProgrammeFigures(
    Programme Programme, Told Enrolled, IReadOnlyList<Enrolment> Growth, int? MeantByNow, IReadOnlyList<FlowStep> Flow, GroupFigures Everybody, IReadOnlyList<GroupFigures> Groups)
{
    /// <summary>Those who wait for their intake are too few to be counted, and stand in none of the figures.</summary>
    public bool LeavesOutWaiting { get; init; }

    /// <summary>What figures can be asked by. A fixed list: groups made to measure could be made of one person.</summary>
    public static readonly IReadOnlyList<string> Strata = ["age-band", "schooling", "employment", "language", "region", "cohort"];

    /// <summary>How long the curve is followed, in weeks.</summary>
    public const int Weeks = 52;

    /// <summary>The weeks for which numbers stand under the curve.</summary>
    public static readonly IReadOnlyList<int> Ticks = [0, 13, 26, 39, Weeks];

    /// <summary>Months after intake at which it is told who was at work, and the day each is.</summary>
    private static readonly (int Months, int Day)[] Moments = [(3, 13 * 7), (6, 26 * 7), (12, 52 * 7)];

    public static ProgrammeFigures Of(Programme programme, IReadOnlyList<TrajectoryOutcome> outcomes, string? by, LocalDate today)
    {
        var followed = Followed(outcomes);
        // Where few wait for their intake, what is said of everybody must be said of those who had one: the difference would count them.
        var leavesOut = followed.Count < outcomes.Count && !Suppression.MayTell(followed.Count, outcomes.Count);
        var counted = leavesOut ? followed : outcomes;
        var everybody = Grouped([(null, followed)], LifeTable.Of(Times(followed)))[0];
        var groups = by is null ? [] : followed.GroupBy(outcome => outcome.Stratum(by)).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => ((string?)group.Key, group.ToList())).ToList();
        return new ProgrammeFigures(
            programme, Tell(counted.Count), Enrolments(programme, counted, today), Meant(programme, today), Flowed(counted, followed), everybody, Grouped(groups, everybody.Table))
        { LeavesOutWaiting = leavesOut };
    }

    /// <summary>Time is counted from the intake; before it there is nothing to tell.</summary>
    private static List<TrajectoryOutcome> Followed(IEnumerable<TrajectoryOutcome> outcomes) => [.. outcomes.Where(outcome => outcome.LastKnownDay is not null)];

    private static List<Observed> Times(IEnumerable<TrajectoryOutcome> people) => [.. people.Select(one => one.TimeToWork!.Value)];

    /// <summary>Groups that add up to a whole which is shown elsewhere.</summary>
    private static IReadOnlyList<GroupFigures> Grouped(IReadOnlyList<(string? Name, List<TrajectoryOutcome> People)> groups, LifeTable? whole)
    {
        var sizes = Suppression.Hidden([.. groups.Select(group => group.People.Count)]);
        var times = groups.Select(group => Times(group.People)).ToList();
        var returned = Suppression.Hidden([.. times.Select(group => (group.Count(one => one.Happened), group.Count))], sizes);
        var tables = groups is [(null, _)] ? [whole] : LifeTable.Of(times, returned, whole);

        var shares = Moments.Select(moment => Shares([.. groups.Select(group => group.People)], sizes, moment.Day)).ToList();

        return [.. groups.Select((group, at) => new GroupFigures(
            group.Name, Tell(group.People.Count, sizes[at]), tables[at],
            [.. Moments.Select((moment, nth) => new AtWorkShare(moment.Months, shares[nth][at]))],
            Half(group.People, sizes[at], one => one.EmployerContactDay), Half(group.People, sizes[at], one => one.PlanDay),
            Half(group.People, sizes[at], one => one.FirstStepDay), Half(group.People, sizes[at], one => one.WorkDay)))];
    }

    /// <summary>In hundredths, of those followed so long. Of up to a hundred people that is as good as their number, so it is hidden in pairs as a number is.</summary>
    private static IReadOnlyList<int?> Shares(IReadOnlyList<List<TrajectoryOutcome>> groups, IReadOnlyList<bool> sizes, int day)
    {
        var seen = groups.Select(people => people.Where(one => one.LastKnownDay >= day).ToList()).ToList();
        var cells = seen.Select(people => (AtWork: people.Count(one => one.IsAtWorkOn(day)), Seen: people.Count)).ToList();
        var hidden = Suppression.Hidden(cells, sizes);
        return [.. cells.Select((cell, at) => hidden[at] || cell.Seen == 0 ? (int?)null : (int)Math.Round(100.0 * cell.AtWork / cell.Seen, MidpointRounding.AwayFromZero))];
    }

    private static HalfWay Half(List<TrajectoryOutcome> people, bool isHidden, Func<TrajectoryOutcome, int?> day)
    {
        if (isHidden || people.Count < Suppression.Least) return new HalfWay(null, true);
        var table = Survival.Table(people.Select(one => day(one) is { } on ? new Observed(Math.Max(0, on), true) : new Observed(one.LastKnownDay!.Value, false)));
        return Survival.Median(table) is not { } median ? new HalfWay(null, false)
            : Survival.At(table, median)!.AtRisk < Suppression.Least ? new HalfWay(null, true)
            : new HalfWay(median, false);
    }

    private static IReadOnlyList<FlowStep> Flowed(IReadOnlyList<TrajectoryOutcome> counted, List<TrajectoryOutcome> followed)
    {
        FlowStep Step(FlowStage stage, int count, bool isHidden = false) =>
            new(stage, Tell(count, isHidden || !(Suppression.MayTell(count, counted.Count) && Suppression.MayTell(count, followed.Count))));
        var planned = followed.Count(one => one.PlanDay is not null);
        var stepped = followed.Count(one => one.FirstStepDay is not null);
        return
        [
            new FlowStep(FlowStage.Enrolled, Tell(counted.Count)),
            Step(FlowStage.Intake, followed.Count),
            Step(FlowStage.EmployerContact, followed.Count(one => one.EmployerContactDay is not null)),
            Step(FlowStage.Plan, planned),
            // Who reached a step had a plan: who had one and reached none would be the difference.
            Step(FlowStage.FirstStep, stepped, !Suppression.MayTell(stepped, planned)),
            Step(FlowStage.Work, followed.Count(one => one.WorkDay is not null)),
        ];
    }

    private static IReadOnlyList<Enrolment> Enrolments(Programme programme, IReadOnlyList<TrajectoryOutcome> outcomes, LocalDate today)
    {
        if (outcomes.Count == 0) return [];
        var last = new[] { outcomes.Max(one => one.OpenedOn), programme.Until is { } until && until < today ? until : today }.Max();
        var quarters = new List<LocalDate>();
        for (var begin = QuarterOf(outcomes.Min(one => one.OpenedOn)); begin <= last; begin = begin.PlusMonths(3)) quarters.Add(begin);
        var shown = Suppression.Growing([.. quarters.Select(begin => outcomes.Count(one => one.OpenedOn < begin.PlusMonths(3)))]);
        return [.. quarters.Select((begin, at) => new Enrolment(begin.Year, (begin.Month + 2) / 3, new Told(shown[at]), Meant(programme, begin.PlusMonths(3).PlusDays(-1))))];
    }

    private static LocalDate QuarterOf(LocalDate day) => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);

    /// <summary>What a programme that fills evenly has reached by a day; nothing without a target and an end.</summary>
    private static int? Meant(Programme programme, LocalDate day)
    {
        if (programme is not { Target: { } target, Until: { } until }) return null;
        var length = Period.DaysBetween(programme.From, until) + 1;
        var gone = Math.Clamp(Period.DaysBetween(programme.From, day) + 1, 0, length);
        return (int)Math.Round((double)target * gone / length);
    }

    private static Told Tell(int count, bool isHidden = false) => new(isHidden || count < Suppression.Least ? null : count);
}
