using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Audit;

/// <summary>What an auditor comes for: any case at any moment, who shared what with whom over all of them, and who looked.</summary>
internal static class AuditEndpoints
{
    public const string Home = "/audit";

    /// <summary>How far back the first page looks.</summary>
    public const int DaysShown = 30;

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        app.MapGet(Home, ShowHome).ExcludeFromDescription().Needs(Right.Audit);
        app.MapGet("/cases/{id:guid}/replay", Replay).ExcludeFromDescription().Needs(Right.Audit);
        app.MapGet("/cases/{id:guid}/looked", Looked).ExcludeFromDescription().Needs(Right.Audit);
        app.MapGet("/trail", ShowTrail).ExcludeFromDescription().Needs(Right.Audit);
        app.MapGet("/trail/extract", TakeTrail).ExcludeFromDescription().Needs(Right.Audit);
    }

    /// <summary>Opens no case, so none is marked as looked at; its links do that.</summary>
    private static async Task<IResult> ShowHome(HttpContext http, ReadingRoom room, References references, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, withRecords: true, cancel);
        var overview = await AuditOverview.Read(reading, context.Today.PlusDays(-DaysShown), cancel);
        var people = overview.Readers.Most.Select(one => one.User).Concat(overview.Taken.Select(one => one.User))
            .Concat(overview.Withdrawals.Newest.Select(one => one.Coach).OfType<CoachId>().Select(coach => new UserId(coach.Value)));
        var colleagues = await Colleagues.Read(reading, references, people, cancel);
        await reading.Close(cancel);
        return Pages.Show<AuditHomePage>(http, new { Overview = overview, Colleagues = colleagues });
    }

    private static async Task<IResult> Replay(Guid id, string? version, string? known, string? happened, HttpContext http, ReadingRoom room, References references, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var asked = ReplayAsked.Of(version, known, happened, context.Today);
        var stream = new StreamId(id);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var allowed = await reading.MayShow(stream, "replay", cancel);
        var replay = allowed ? await CaseReplay.Read(reading, stream, asked.Question, context.Today, cancel) : null;
        if (replay is null)
        {
            await reading.Close(cancel);
            return Pages.None(http);
        }
        var header = await CaseHeader.Read(reading, references, stream, context.Today, replay.Now, cancel);
        var names = await ReplayNames.Read(reading, references, replay, cancel);
        await reading.Close(cancel);
        return Pages.Show<ReplayPage>(http, new { Case = header, Replay = replay, Words = new ReplayWords(context, replay, names), Asked = asked });
    }

    private static async Task<IResult> Looked(Guid id, string? before, string? who, string? from, string? until, HttpContext http, ReadingRoom room, References references, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var stream = new StreamId(id);
        await using var reading = await room.Enter(context.User!.Visitor, withRecords: true, cancel);
        if (!await reading.MayShow(stream, "looked", cancel))
        {
            await reading.Close(cancel);
            return Pages.None(http);
        }
        var asked = LookedAsked.Of(before, who, from, until, context.Today);
        var (looks, hasMore) = await Looks.Read(reading, stream, asked.Before, asked.Filter, cancel);
        var header = await CaseHeader.Read(reading, references, stream, context.Today, cancel: cancel);
        var people = await Looks.People(reading, stream, cancel);
        var colleagues = await Colleagues.Read(reading, references, people, cancel);
        await reading.Close(cancel);
        return Pages.Show<LookedPage>(http, new { Case = header, Looks = looks, HasMore = hasMore, Asked = asked, People = people, Colleagues = colleagues });
    }

    /// <summary>Names nobody and opens no case, so no case is marked as looked at; its links do that.</summary>
    private static async Task<IResult> ShowTrail(string? from, string? until, string? outcome, string? to, string? category, string? after, HttpContext http, ReadingRoom room, References references, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var asked = TrailAsked.Of(from, until, outcome, to, category, after, context.Today);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var (lines, hasMore) = await Trail.Read(reading, asked.Filter, asked.After, cancel: cancel);
        var counts = await Trail.Count(reading, asked.Filter, cancel);
        var taken = await TrailExport.Last(reading, TrailPage.TakenShown, cancel);
        var colleagues = await Colleagues.Read(reading, references, lines.Select(line => line.RecordedBy).Concat(taken.Select(one => one.User)), cancel);
        await reading.Close(cancel);
        return Pages.Show<TrailPage>(http, new { Lines = lines, HasMore = hasMore, Counts = counts, Asked = asked, Colleagues = colleagues, Taken = taken });
    }

    private static async Task<IResult> TakeTrail(string? from, string? until, string? outcome, string? to, string? category, HttpContext http, ReadingRoom room, References references, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        var asked = TrailAsked.Of(from, until, outcome, to, category, null, context.Today);
        await using (var reading = await room.Enter(context.User!.Visitor, cancel))
        {
            await TrailExport.Record(reading, asked.Address(), cancel);
            await reading.Close(cancel);
        }
        return Results.Stream(async into =>
        {
            await using var writer = new StreamWriter(into, leaveOpen: true);
            await TrailExport.Write(room, context.User!.Visitor, references, asked.Filter, writer, http.RequestAborted);
        }, "text/csv; charset=utf-8", $"trail-{NodaTime.Text.LocalDatePattern.Iso.Format(context.Today)}.csv");
    }
}
