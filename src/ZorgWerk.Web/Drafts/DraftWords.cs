using NodaTime.Text;
using ZorgWerk.Casework.Events;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Drafts;

internal static class DraftWords
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>As one says it the same week: <c>gisteren om 17:42</c>.</summary>
    public static string When(PageContext context, Instant at)
    {
        var local = at.InZone(Brussels.Zone);
        var day = Period.DaysBetween(local.Date, context.Today) switch { 0 => context.Say("today.today"), 1 => context.Say("today.yesterday"), _ => context.Day(local.Date) };
        return context.Say("draft.at", day, Time.Format(local.TimeOfDay));
    }
}
