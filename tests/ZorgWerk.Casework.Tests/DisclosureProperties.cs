using System.Numerics;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Tests;

/// <summary>Whoever puts two published numbers together learns of no group under the least. Page and extract publish the same numbers.</summary>
public class DisclosureProperties
{
    private static readonly LocalDate Start = new(2025, 1, 1);
    private static readonly Programme Rentree = Programme.Undefined with { Id = Code.Parse("rentree"), Title = "Rentree", Target = 120, From = Start, Until = new LocalDate(2026, 12, 31) };

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_number_and_no_difference_of_numbers_is_of_a_few(int seed)
    {
        var people = Population(new Random(seed));
        var published = new Ledger(people);
        published.Everything(ProgrammeFigures.Of(Rentree, people, "schooling", Start.PlusDays(500)));
        published.Faults().ShouldBeEmpty();
    }

    [Fact]
    public void With_suppression_off_it_would_be_found()
    {
        foreach (var seed in Enumerable.Range(1, 10))
        {
            var people = Population(new Random(seed));
            var everything = new Ledger(people);
            everything.Tell("enrolled", people.Count, _ => true);
            everything.Tell("followed", people.Count(one => one.LastKnownDay is not null), one => one.LastKnownDay is not null);
            foreach (var week in Enumerable.Range(1, 52)) everything.Tell($"left after {week}", people.Count(LeftAfter(week)), LeftAfter(week));
            everything.Faults().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void The_coarser_curve_stays_close_to_the_one_by_day()
    {
        foreach (var seed in Enumerable.Range(1, 60))
        {
            var times = Population(new Random(seed)).Select(one => one.TimeToWork).OfType<Observed>().ToList();
            if (LifeTable.Of(times) is not { } table) continue;
            var exact = Survival.Table(times);
            foreach (var block in table.Returned.Where(block => block.Until is not null))
                if (table.Curve().FirstOrDefault(point => point.Week == block.Until) is { } point)
                    point.Estimate.ShouldBe(Survival.At(exact, point.Week * 7)?.Estimate ?? 1, 0.1);
        }
    }

    private static Func<TrajectoryOutcome, bool> LeftAfter(int week) => one => one.TimeToWork is { } time && time.Days > week * 7;

    private static List<TrajectoryOutcome> Population(Random dice)
    {
        var (speed, stay) = (dice.Next(30, 400), dice.Next(100, 700));
        return [.. Enumerable.Range(0, dice.Next(5, 260)).Select(_ =>
        {
            var last = dice.Next(0, stay);
            int? Day(int scale, int mostly) => dice.Next(100) < mostly && dice.Next(scale) is var day && day <= last ? day : null;
            var plan = Day(90, 80);
            var work = Day(speed, 85);
            var met = dice.Next(100) < 96;
            return new TrajectoryOutcome(
                1, "rentree", Start.PlusDays(dice.Next(480)), met ? Start : null, [$"schooling.{"abcde"[Math.Min(dice.Next(5), dice.Next(5))]}"], met ? last : null, met ? Day(60, 85) : null, met ? plan : null,
                met && plan is { } from && dice.Next(100) < 70 ? from + 1 : null, met ? work : null, null, met && work is { } at ? [new DaysAtWork(at, null)] : [], 0, 0, 0, 0, 0, null);
        })];
    }

    /// <summary>
    /// Published numbers with whom each is of, and what follows from them by taking away. That one set lies within another is known when it does
    /// whoever the people are, not when it happens to: so each is held against people who might have been there too.
    /// </summary>
    private sealed class Ledger(List<TrajectoryOutcome> people)
    {
        private static readonly List<TrajectoryOutcome> Others = [.. Enumerable.Range(1000, 12).SelectMany(seed => Population(new Random(seed)))];

        private readonly BigInteger _there = (BigInteger.One << people.Count) - 1;
        private readonly List<TrajectoryOutcome> _everybody = [.. people, .. Others];
        private readonly Dictionary<BigInteger, string> _sets = [];
        private readonly List<string> _wrong = [];

        public void Tell(string what, int? count, Func<TrajectoryOutcome, bool> of)
        {
            if (count is null) return;
            var set = Set(of);
            if (count != Size(set)) _wrong.Add($"{what}: told {count}, there are {Size(set)}");
            _sets.TryAdd(set, what);
        }

        public void Everything(ProgrammeFigures figures)
        {
            bool Followed(TrajectoryOutcome one) => one.LastKnownDay is not null;
            Func<TrajectoryOutcome, bool> counted = figures.LeavesOutWaiting ? Followed : _ => true;
            Tell("enrolled", figures.Enrolled.Count, counted);
            foreach (var quarter in figures.Growth) Tell($"by {quarter.Year} {quarter.Quarter}", quarter.Enrolled.Count, one => counted(one) && (one.OpenedOn.Year, (one.OpenedOn.Month + 2) / 3).CompareTo((quarter.Year, quarter.Quarter)) <= 0);
            foreach (var step in figures.Flow) Tell($"{step.Stage}", step.People.Count, one => step.Stage switch
            {
                FlowStage.Enrolled => counted(one), FlowStage.Intake => Followed(one), FlowStage.EmployerContact => one.EmployerContactDay is not null,
                FlowStage.Plan => one.PlanDay is not null, FlowStage.FirstStep => one.FirstStepDay is not null, _ => one.WorkDay is not null,
            });
            Group(figures.Everybody, Followed);
            foreach (var group in figures.Groups) Group(group, one => Followed(one) && one.Stratum("schooling") == group.Name);
            // What the groups that are told leave of the whole, where both are told of the same weeks.
            foreach (var (what, block) in figures.Groups.Where(group => group.Table is not null).SelectMany(group => Blocks(group.Table!)).Distinct().ToList())
                Tell($"rest {what}", Size(Set(one => In(one, block, what) && figures.Groups.All(group => group.Table is null || one.Stratum("schooling") != group.Name))), one =>
                    In(one, block, what) && figures.Groups.All(group => group.Table is null || one.Stratum("schooling") != group.Name));
            if (figures.Groups.Count > 0 && !figures.Everybody.People.IsHidden)
                Tell("rest", Size(Set(one => Followed(one) && figures.Groups.All(group => group.People.IsHidden || one.Stratum("schooling") != group.Name))), one =>
                    Followed(one) && figures.Groups.All(group => group.People.IsHidden || one.Stratum("schooling") != group.Name));
        }

        private void Group(GroupFigures group, Func<TrajectoryOutcome, bool> of)
        {
            Tell($"{group.Name}", group.People.Count, of);
            if (group.Table is not { } table) return;
            foreach (var block in table.Returned) Tell($"{group.Name} returned {block}", block.People, one => of(one) && In(one, block, "returned"));
            foreach (var block in table.LastSeen) Tell($"{group.Name} last seen {block}", block.People, one => of(one) && In(one, block, "last seen"));
            foreach (var (week, left) in ProgrammeFigures.Ticks.Zip(group.AtRisk)) Tell($"{group.Name} left after {week}", left.Count, one => of(one) && (week == 0 || LeftAfter(week)(one)));
        }

        private static IEnumerable<(string, WeekBlock)> Blocks(LifeTable table) =>
            [.. table.Returned.Select(block => ("returned", block with { People = 0, Middle = null })), .. table.LastSeen.Select(block => ("last seen", block with { People = 0, Middle = null }))];

        private static bool In(TrajectoryOutcome one, WeekBlock block, string what) =>
            one.TimeToWork is { } time && time.Happened == (what == "returned") && Math.Max(1, (time.Days + 6) / 7) is var week && block.After < week && (block.Until is not { } until || week <= until);

        public List<string> Faults()
        {
            var faults = new List<string>(_wrong);
            var all = _sets.ToList();
            foreach (var (set, what) in all)
                if (IsFew(Size(set))) faults.Add($"{what}: {Size(set)}");
            // Twice: what follows from numbers, and what follows from that.
            var known = new Dictionary<BigInteger, string>(_sets);
            for (var round = 1; round <= 2; round++)
            {
                var before = known.ToList();
                foreach (var (whole, name) in before)
                foreach (var (part, other) in all)
                {
                    if ((whole & part) != part || whole == part) continue;
                    var rest = whole ^ part;
                    if (known.TryAdd(rest, $"{name} less {other}") && IsFew(Size(rest))) faults.Add($"{name} less {other}: {Size(rest)}");
                }
            }
            return faults;
        }

        private static bool IsFew(int size) => size is > 0 and < Suppression.Least;

        private BigInteger Set(Func<TrajectoryOutcome, bool> of)
        {
            var set = BigInteger.Zero;
            for (var at = 0; at < _everybody.Count; at++)
                if (of(_everybody[at])) set |= BigInteger.One << at;
            return set;
        }

        /// <summary>How many of those who are there.</summary>
        private int Size(BigInteger set)
        {
            var size = 0;
            foreach (var part in (set & _there).ToByteArray()) size += BitOperations.PopCount(part);
            return size;
        }
    }
}
