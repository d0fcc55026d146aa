namespace ZorgWerk.Casework.Outcomes;

/// <summary>So many people, from after one week since intake up to and including another.</summary>
/// <param name="Until">Nothing: to the end of what is known.</param>
/// <param name="Middle">Of a block without an end, the week that is the mean of its people's; nothing otherwise.</param>
public sealed record WeekBlock(int After, int? Until, int People, int? Middle = null);

/// <summary>
/// When people returned to work, and when those who did not were last seen, in blocks of weeks that each hold nobody or at least <see cref="Suppression.Least"/>.
/// Page and extract know nothing finer, and reckon the curve from these: neither a step of the line nor a row can then be a person.
/// </summary>
/// <param name="Returned">One after the other, from week 0 to the end.</param>
/// <param name="LastSeen">The same of those who did not return.</param>
public sealed record LifeTable(int People, IReadOnlyList<WeekBlock> Returned, IReadOnlyList<WeekBlock> LastSeen)
{
    /// <summary>Beyond the weeks a curve follows; all of it is one block at most.</summary>
    private const int Later = ProgrammeFigures.Weeks + 1;

    /// <summary>Of everybody; nothing when those who returned, or those who did not, are too few to be told.</summary>
    public static LifeTable? Of(IReadOnlyList<Observed> people)
    {
        var returned = people.Count(one => one.Happened);
        if (!Suppression.MayTell(returned, people.Count)) return null;
        var weeks = Enumerable.Range(1, ProgrammeFigures.Weeks).ToHashSet();
        return Made(people, Cuts([ByWeek(people, true)], weeks), Cuts([ByWeek(people, false)], weeks));
    }

    /// <summary>
    /// Of groups that add up to the whole, cut at the same weeks, which are weeks the whole is cut at: what follows by subtraction, for those
    /// that are not told together, is then a block of the same size or larger.
    /// </summary>
    /// <param name="hidden">Those of which it is not told how many returned.</param>
    public static IReadOnlyList<LifeTable?> Of(IReadOnlyList<IReadOnlyList<Observed>> groups, IReadOnlyList<bool> hidden, LifeTable? whole)
    {
        if (whole is null) return [.. groups.Select(_ => (LifeTable?)null)];
        List<IReadOnlyList<Observed>> told = [.. groups.Where((_, at) => !hidden[at]), [.. groups.Where((_, at) => hidden[at]).SelectMany(group => group)]];
        var returned = Cuts([.. told.Select(group => ByWeek(group, true))], Ends(whole.Returned));
        var lastSeen = Cuts([.. told.Select(group => ByWeek(group, false))], Ends(whole.LastSeen));
        return [.. groups.Select((group, at) => hidden[at] ? null : Made(group, returned, lastSeen))];
    }

    /// <summary>How many were left to follow after a week; hidden where that would cut a block in two.</summary>
    public Told LeftAfter(int week)
    {
        if (week == 0) return new Told(People);
        return Ends(Returned).Contains(week) && Ends(LastSeen).Contains(week) ? new Told(People - Until(Returned, week) - Until(LastSeen, week)) : default;
    }

    /// <summary>
    /// Kaplan and Meier's estimate by the week, with each block spread evenly over its weeks, or as far past its middle as before it where it has no end. Up to where fewer than the least are left, or where the rest of those who returned are one block.
    /// </summary>
    public IReadOnlyList<CurvePoint> Curve()
    {
        List<CurvePoint> points = [new(0, 1, new ConfidenceBand(1, 1))];
        double left = People, estimate = 1, greenwood = 0;
        for (var week = 1; week <= (Returned[^1].Until ?? Returned[^1].After) && left >= Suppression.Least; week++)
        {
            var returned = In(Returned, week);
            estimate = returned < left ? estimate * (1 - returned / left) : 0;
            if (returned < left) greenwood += returned / (left * (left - returned));
            left -= returned + In(LastSeen, week);
            points.Add(new CurvePoint(week, estimate, Survival.Band(estimate, greenwood)));
        }
        return points;
    }

    private static double In(IReadOnlyList<WeekBlock> blocks, int week) =>
        blocks.FirstOrDefault(block => block.After < week && week <= LastOf(block)) is { } block ? (double)block.People / (LastOf(block) - block.After) : 0;

    private static int LastOf(WeekBlock block) => block.Until ?? 2 * (block.Middle ?? block.After) - block.After;

    private static int Until(IReadOnlyList<WeekBlock> blocks, int week) => blocks.Where(block => block.Until <= week).Sum(block => block.People);

    private static HashSet<int> Ends(IReadOnlyList<WeekBlock> blocks) => [.. blocks.Select(block => block.Until).OfType<int>()];

    private static LifeTable Made(IReadOnlyList<Observed> people, IReadOnlyList<int> returned, IReadOnlyList<int> lastSeen) =>
        new(people.Count, Blocks(people.Where(one => one.Happened), returned), Blocks(people.Where(one => !one.Happened), lastSeen));

    /// <summary>How many in each week, those of day 0 with the first.</summary>
    private static int[] ByWeek(IEnumerable<Observed> people, bool happened)
    {
        var weeks = new int[Later + 1];
        foreach (var one in people)
            if (one.Happened == happened) weeks[Math.Min(WeekOf(one), Later)]++;
        return weeks;
    }

    private static int WeekOf(Observed one) => Math.Max(1, (one.Days + 6) / 7);

    private static List<WeekBlock> Blocks(IEnumerable<Observed> people, IReadOnlyList<int> cuts)
    {
        var weeks = people.Select(WeekOf).Order().ToList();
        var blocks = new List<WeekBlock>(cuts.Count + 1);
        var after = 0;
        foreach (var cut in cuts)
        {
            blocks.Add(new WeekBlock(after, cut, weeks.Count(week => after < week && week <= cut)));
            after = cut;
        }
        var rest = weeks.Where(week => week > after).ToList();
        if (rest.Count > 0 || after < ProgrammeFigures.Weeks) blocks.Add(new WeekBlock(after, null, rest.Count, rest.Count == 0 ? null : (int)Math.Round(rest.Average())));
        return blocks;
    }

    /// <summary>The ends of blocks: the weeks that are asked about first, and as many between them as leave no block too small in any of the groups.</summary>
    private static List<int> Cuts(IReadOnlyList<int[]> groups, HashSet<int> allowed)
    {
        bool AreEnough(int after, int until) => groups.All(weeks => Between(weeks, after, until) is 0 or >= Suppression.Least);
        List<int> Cut(int from, int to, IEnumerable<int> candidates, bool alsoEmpty)
        {
            var cuts = new List<int>();
            foreach (var week in candidates.Where(week => from < week && week < to && allowed.Contains(week)).Order())
            {
                var last = cuts.Count == 0 ? from : cuts[^1];
                if (AreEnough(last, week) && AreEnough(week, to) && (alsoEmpty || groups.Any(weeks => Between(weeks, last, week) > 0))) cuts.Add(week);
            }
            return cuts;
        }

        List<int> ticks = [0, .. Cut(0, Later, ProgrammeFigures.Ticks, alsoEmpty: true), Later];
        return [.. ticks.Zip(ticks.Skip(1)).SelectMany(one => Cut(one.First, one.Second, allowed, alsoEmpty: false).Append(one.Second)).Where(week => week < Later)];
    }

    private static int Between(int[] weeks, int after, int until)
    {
        var sum = 0;
        for (var week = after + 1; week <= until; week++) sum += weeks[week];
        return sum;
    }
}
