using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Audit;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Api;

/// <summary>One line of who shared what with whom. Nobody is named in it.</summary>
/// <param name="Outcome">disclosed, refused or reported.</param>
/// <param name="From">participant, or the role of who gave.</param>
/// <param name="To">participant, or the role of who was told.</param>
/// <param name="Because">Why it was refused.</param>
/// <param name="Consent">The entry in which the consent it went on was given.</param>
/// <param name="Struck">Taken off the record by a correction.</param>
/// <param name="Line">Which of the lines of its entry; a meeting in which several things were told has several.</param>
/// <param name="At">The time of that day in Brussels, such as 12:49, where it is known.</param>
/// <param name="Judgement">Covered as known when it was written down, beside as known now: covered, covered-then-not-now, not-covered-then-covered-now, never-covered or order-not-known. Nothing for what was struck.</param>
public sealed record TrailModel(
    Guid Participant, long Version, LocalDate On, string Outcome, string From, string To, IReadOnlyList<string> Categories, string? Purpose, string? Because, long? Consent, int RulesVersion, Guid RecordedBy, Instant RecordedAt, bool Struck, int Line, string? At, string? Judgement);

internal static class TrailApi
{
    public static void MapTrail(this IEndpointRouteBuilder api) => api.MapGet("/trail", Read).Needs(Right.Audit)
        .Says("readTrail", "Go through the trail", "Who shared what with whom over all cases, the newest first, twenty-five a page. It can be narrowed by outcome (disclosed, refused or reported), by judgement (covered, covered-then-not-now, not-covered-then-covered-now, never-covered or order-not-known), by category, and by whom it went to: a role of the network, participant, care, work or employers. It opens no case, so no look at one is recorded; that the trail was taken is, with the first page.")
        .Answers<Paged<TrailModel>>(200).Gives(200, "Link", "The next page.").Refuses(400)
        .Example("refused", 200, query: "outcome=refused&category=progress", who: "audit").Example("uncovered-by-what-was-learnt-later", 200, query: "judgement=covered-then-not-now", who: "audit").Example("everything", 200, who: "audit");

    private static async Task<IResult> Read(string? from, string? until, string? outcome, string? to, string? category, string? judgement, string? cursor, HttpContext http, ReadingRoom room, Cursors cursors, CancellationToken cancel)
    {
        var user = SignedInUser.Of(http.User)!;
        var (first, last) = (DayReader.Iso(from), DayReader.Iso(until));
        if (from is not null && first is null) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.day", "from");
        if (until is not null && last is null) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.day", "until");
        if (last < first) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.turned");
        // Left out, a filter that was mistyped would tell more than was asked for, and nobody would know.
        if (outcome is not null && !TrailAsked.Outcomes.Contains(outcome)) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.choice", "outcome");
        if (to is not null && !TrailAsked.IsRecipient(to)) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.choice", "to");
        if (category is not null && Kebab.Parse<Category>(category) is null) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.choice", "category");
        if (judgement is not null && Kebab.Parse<TrailJudgement>(judgement) is null) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.choice", "judgement");
        TrailPlace? after = null;
        if (cursor is not null && (after = Place(cursors.Open(user, "trail", cursor))) is null) return Pager.NoPlace(http);
        await using var reading = await room.Enter(user.Visitor, cancel);
        var filter = new TrailFilter(first, last, outcome, to, Kebab.Parse<Category>(category), Kebab.Parse<TrailJudgement>(judgement));
        var (lines, hasMore) = await Trail.Read(reading, filter, after, cancel: cancel);
        // A program that goes through the pages takes the trail along as much as who takes the sheet.
        if (after is null) await TrailExport.Record(reading, new TrailAsked(filter, null, new AskedPeriod(from, until, first, last, null, null)).Address(), cancel);
        await reading.Close(cancel);
        return Pager.Page(http, cursors, user, "trail", [.. lines.Select(Of)], hasMore ? Written(lines[^1].Place) : null);
    }

    private static TrailModel Of(TrailLine line) => new(
        line.Participant.Value, line.Version, line.On, line.Outcome, line.FromParticipant ? "participant" : line.GiverRole ?? "", line.ToParticipant ? "participant" : line.RecipientRole ?? "", line.Categories,
        line.Purpose, line.Because, line.Consent?.Version, line.RulesVersion, line.RecordedBy.Value, line.RecordedAt, line.IsStruck, line.Line, line.At, line.Judgement);

    private static string Written(TrailPlace place) => string.Create(CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(place.On)} {place.Participant} {place.Version} {place.Line}");

    private static TrailPlace? Place(string? written) =>
        written?.Split(' ') is [var day, var participant, var version, var line]
            ? new TrailPlace(LocalDatePattern.Iso.Parse(day).Value, Guid.Parse(participant), long.Parse(version, CultureInfo.InvariantCulture), int.Parse(line, CultureInfo.InvariantCulture))
            : null;
}
