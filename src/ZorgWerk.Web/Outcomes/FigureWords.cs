using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Outcomes;

/// <summary>Figures in words. What may not be told says so.</summary>
internal static class FigureWords
{
    public static string Count(this PageContext context, Told told) => told.Count is { } count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : context.Say("figures.hidden");

    public static string Percent(this PageContext context, double share) => context.Say("figures.percent", Math.Round(share * 100, MidpointRounding.AwayFromZero));

    /// <summary>At work again by then: the other side of the curve.</summary>
    public static string Back(this PageContext context, CurvePoint point) => context.Percent(1 - point.Estimate);

    public static string? BackBand(this PageContext context, CurvePoint point) =>
        point.Band is { } band ? context.Say("figures.band", context.Percent(1 - band.Upper), context.Percent(1 - band.Lower)) : null;

    public static string Days(this PageContext context, HalfWay half) => half switch
    {
        { IsHidden: true } => context.Say("figures.hidden"),
        { Days: { } days } => context.Say(days == 1 ? "figures.day" : "figures.days", days),
        _ => context.Say("figures.not-half"),
    };

    public static string Weeks(this PageContext context, HalfWay half) => half is { Days: { } days } ? context.Say("figures.weeks", (days + 6) / 7) : context.Days(half);

    public static string Share(this PageContext context, AtWorkShare share) =>
        share.Percent is { } percent ? context.Say("figures.percent", percent) : context.Say("figures.hidden");

    /// <summary>A group by the field's own word where there is one; a code of the organisation as it is.</summary>
    public static string Group(this PageContext context, string by, string group)
    {
        var key = by switch { "employment" => $"employment-status.{group}", _ => $"{by}.{group}" };
        if (group is "none" or "unknown") return context.Say("figures.not-known");
        return by is "region" ? context.Region(group) : PageWords.Has(key) ? context.Say(key) : group;
    }
}
