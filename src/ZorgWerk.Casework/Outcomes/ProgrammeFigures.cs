using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Outcomes;

/// <summary>Everything an evaluator is shown of a programme: figures only, none of so few people that one could be found in it.</summary>
/// <param name="Groups">By what was asked; empty when nothing was.</param>
public sealed record ProgrammeFigures(
    Programme Programme, Told Enrolled, IReadOnlyList<Enrolment> Growth, int? MeantByNow, IReadOnlyList<FlowStep> Flow, GroupFigures Everybody, IReadOnlyList<GroupFigures> Groups)
{
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
        var groups = by is null ? [] : Followed(outcomes).GroupBy(outcome => outcome.Stratum(by)).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => ((string?)group.Key, group.ToList())).ToList();
        return new ProgrammeFigures(
            programme, Tell(outcomes.Count), Enrolments(programme, outcomes, today), Meant(programme, today), Flowed(outcomes), Grouped([(null, Followed(outcomes))])[0], Grouped(groups));
    }

    /// <summary>Time is counted from the intake; before it there is nothing to tell.</summary>
    private static List<TrajectoryOutcome> Followed(IEnumerable<TrajectoryOutcome> outcomes) => [.. outcomes.Where(outcome => outcome.LastKnownDay is not null)];

    /// <summary>Groups that add up to a whole which is shown elsewhere.</summary>
    private static IReadOnlyList<GroupFigures> Grouped(IReadOnlyList<(string? Name, List<TrajectoryOutcome> People)> groups)
    {
        var sizes = Suppression.Hidden([.. groups.Select(group => group.People.Count)]);
        var atRisk = Ticks.Select(week => groups.Select(group => group.People.Count(one => one.TimeToWork!.Value.Days >= week * 7)).ToList()).ToList();
        var riskHidden = atRisk.Select(cells => Suppression.Hidden(cells, sizes)).ToList();
        var shares = Moments.Select(moment => groups.Select(group => group.People.Where(one => one.LastKnownDay >= moment.Day).ToList()).Select(seen => (Part: seen.Count(one => one.IsAtWorkOn(moment.Day)), Whole: seen.Count)).ToList()).ToList();
        var sharesHidden = shares.Select(cells => Suppression.Hidden(cells, sizes)).ToList();

        return [.. groups.Select((group, at) => new GroupFigures(
            group.Name, Tell(group.People.Count, sizes[at]), sizes[at] ? [] : Curve(group.People),
            [.. Ticks.Select((_, tick) => Tell(atRisk[tick][at], riskHidden[tick][at]))],
            [.. Moments.Select((moment, m) => new AtWorkShare(moment.Months, Tell(shares[m][at].Whole, sharesHidden[m][at]), Tell(shares[m][at].Part, sharesHidden[m][at])))],
            Half(group.People, sizes[at], one => one.EmployerContactDay), Half(group.People, sizes[at], one => one.PlanDay),
            Half(group.People, sizes[at], one => one.FirstStepDay), Half(group.People, sizes[at], one => one.WorkDay)))];
    }

    /// <summary>By the week, not by the day: a step of the line is then the week's, not a person's.</summary>
    private static List<CurvePoint> Curve(List<TrajectoryOutcome> people)
    {
        var times = people.Select(one => one.TimeToWork!.Value).ToList();
        var table = Survival.Table(times);
        var points = new List<CurvePoint>(Weeks + 1);
        for (var week = 0; week <= Weeks; week++)
        {
            if (times.Count(time => time.Days >= week * 7) < Suppression.Least) break;
            var line = Survival.At(table, week * 7);
            points.Add(new CurvePoint(week, line?.Estimate ?? 1, line is null ? new ConfidenceBand(1, 1) : line.Band));
        }
        return points;
    }

    private static HalfWay Half(List<TrajectoryOutcome> people, bool isHidden, Func<TrajectoryOutcome, int?> day)
    {
        if (isHidden || people.Count < Suppression.Least) return new HalfWay(null, true);
        var table = Survival.Table(people.Select(one => day(one) is { } on ? new Observed(Math.Max(0, on), true) : new Observed(one.LastKnownDay!.Value, false)));
        return Survival.Median(table) is not { } median ? new HalfWay(null, false)
            : Survival.At(table, median)!.AtRisk < Suppression.Least ? new HalfWay(null, true)
            : new HalfWay(median, false);
    }

    private static IReadOnlyList<FlowStep> Flowed(IReadOnlyList<TrajectoryOutcome> outcomes)
    {
        var enrolled = outcomes.Count;
        var followed = Followed(outcomes);
        FlowStep Step(FlowStage stage, int count) => new(stage, Tell(count, !(Suppression.MayTell(count, enrolled) && Suppression.MayTell(count, followed.Count))));
        return
        [
            new FlowStep(FlowStage.Enrolled, Tell(enrolled)),
            Step(FlowStage.Intake, followed.Count),
            Step(FlowStage.EmployerContact, followed.Count(one => one.EmployerContactDay is not null)),
            Step(FlowStage.Plan, followed.Count(one => one.PlanDay is not null)),
            Step(FlowStage.FirstStep, followed.Count(one => one.FirstStepDay is not null)),
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
