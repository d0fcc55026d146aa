namespace ZorgWerk.Casework.Outcomes;

/// <summary>One person's time: until the event, or until they were last seen without it.</summary>
/// <param name="Days">Since intake; 0 or more.</param>
public readonly record struct Observed(int Days, bool Happened);

/// <summary>One line of the survival table.</summary>
/// <param name="Estimate">Kaplan and Meier's product-limit estimate of still being without the event after this time (JASA 53, 1958).</param>
/// <param name="StandardError">Greenwood's.</param>
/// <param name="Band">The 95 % confidence interval; none once nobody is without the event any more.</param>
public sealed record SurvivalLine(int Days, int AtRisk, int Events, int Censored, double Estimate, double StandardError, ConfidenceBand? Band);

/// <summary>Between which shares the truth lies, as far as chance goes.</summary>
public sealed record ConfidenceBand(double Lower, double Upper);

/// <summary>Time to an event, when not everybody is followed to the end.</summary>
public static class Survival
{
    /// <summary>Of the normal distribution, what leaves 2.5 % above it.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>A line for each time at which something happened or somebody was last seen. Who is last seen on a day was still at risk on it.</summary>
    public static IReadOnlyList<SurvivalLine> Table(IEnumerable<Observed> people)
    {
        var byTime = new SortedDictionary<int, (int Events, int Censored)>();
        var atRisk = 0;
        foreach (var (days, happened) in people)
        {
            var (events, censored) = byTime.GetValueOrDefault(days);
            byTime[days] = happened ? (events + 1, censored) : (events, censored + 1);
            atRisk++;
        }

        var lines = new List<SurvivalLine>(byTime.Count);
        double estimate = 1, greenwood = 0;
        foreach (var (days, (events, censored)) in byTime)
        {
            estimate *= 1 - (double)events / atRisk;
            if (events > 0 && events < atRisk) greenwood += (double)events / ((double)atRisk * (atRisk - events));
            lines.Add(new SurvivalLine(days, atRisk, events, censored, estimate, estimate * Math.Sqrt(greenwood), Band(estimate, greenwood)));
            atRisk -= events + censored;
        }
        return lines;
    }

    /// <summary>A product of fractions that is a half may come out just above it.</summary>
    private const double Half = 0.5 + 1e-9;

    /// <summary>The first time at which no more than half are still without the event; nothing when more than half never got there.</summary>
    public static int? Median(IReadOnlyList<SurvivalLine> table)
    {
        foreach (var line in table)
            if (line.Estimate <= Half) return line.Days;
        return null;
    }

    /// <summary>The last line at or before a day; nothing when everybody is still at risk and without the event.</summary>
    public static SurvivalLine? At(IReadOnlyList<SurvivalLine> table, int day)
    {
        SurvivalLine? last = null;
        foreach (var line in table)
            if (line.Days <= day) last = line;
        return last;
    }

    /// <summary>
    /// What an estimate and Greenwood's sum make on the scale of log(−log S), where the error makes an interval that stays between 0 and 1 (Kalbfleisch and Prentice,
    /// The Statistical Analysis of Failure Time Data, 1980): S to the power exp(∓ z √Σ / log S).
    /// </summary>
    internal static ConfidenceBand? Band(double estimate, double greenwood)
    {
        if (estimate >= 1) return new ConfidenceBand(1, 1);
        if (estimate <= 0) return null;
        var reach = Z * Math.Sqrt(greenwood) / Math.Log(estimate);
        return new ConfidenceBand(Math.Pow(estimate, Math.Exp(-reach)), Math.Pow(estimate, Math.Exp(reach)));
    }
}
