using ZorgWerk.Casework;
using ZorgWerk.Coaching;

namespace ZorgWerk.Web.Audit;

/// <summary>The days that somebody narrows a list to, as typed and as understood.</summary>
/// <param name="From">null when nothing was typed, or nothing that is a day.</param>
/// <param name="FromFault">Key of the words that say what is wrong with it.</param>
public sealed record AskedPeriod(string? FromTyped, string? UntilTyped, LocalDate? From, LocalDate? Until, string? FromFault, string? UntilFault)
{
    public bool IsWrong => FromFault is not null || UntilFault is not null;

    public static AskedPeriod Of(string? from, string? until, LocalDate today)
    {
        var (first, last) = (Read(from, today), Read(until, today));
        var isTurned = first.Day is { } begin && last.Day is { } end && end < begin;
        return new AskedPeriod(from?.Trim(), until?.Trim(), first.Day, isTurned ? null : last.Day, first.Fault, isTurned ? Refusals.EndsBeforeItStarts.Code : last.Fault);
    }

    private static DayRead Read(string? typed, LocalDate today) => string.IsNullOrWhiteSpace(typed) ? default : DayReader.Typed(typed, today, DayDirection.Past);
}
