using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Audit;
using ZorgWerk.Casework.CaseFile;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Cases;

/// <summary>One participant's file: to read, and as a copy to take along.</summary>
internal static class CaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{id:guid}", async (Guid id, string? kind, string? order, string? page, string? on, string? done, HttpContext http, ReadingRoom room, References references, CancellationToken cancel) =>
        {
            var context = PageContext.Of(http);
            var query = new CaseQuery(new StreamId(id), new TimelineFilter(TimelineFilter.Groups.FirstOrDefault(group => group == kind), order is "entered", PageOf(page)), on, context.Today)
            {
                HasUnknown = (!string.IsNullOrEmpty(kind) && !TimelineFilter.Groups.Contains(kind)) || order is not (null or "" or "entered") || (!string.IsNullOrEmpty(page) && !int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
            };
            await using var reading = await room.Enter(context.User!.Visitor, cancel);
            var file = await CaseFileReader.Read(reading, references, query.Case, "overview", context.Today, query.Day ?? context.Today, query.Filter, cancel);
            var drafts = file is null ? [] : await DraftDesk.All(reading, query.Case, context.Now, cancel);
            await reading.Close(cancel);
            return file is null ? Pages.None(http) : Pages.Show<CasePage>(http, new { File = file, Query = query, Drafts = drafts, Done = done });
        }).ExcludeFromDescription().Needs(Right.SeeCases);

        app.MapGet("/cases/{id:guid}/copy", async (Guid id, string? page, HttpContext http, ReadingRoom room, References references, CancellationToken cancel) =>
        {
            var context = PageContext.Of(http);
            await using var reading = await room.Enter(context.User!.Visitor, withRecords: true, cancel);
            var file = await CaseFileReader.Read(reading, references, new StreamId(id), "copy", context.Today, context.Today, new TimelineFilter(Page: PageOf(page), PerPage: CopyPage.PerPart), cancel);
            var looks = file is null ? [] : await Looks.ByDay(reading, new StreamId(id), CopyPage.MostLooks, cancel);
            await reading.Close(cancel);
            return file is null ? Pages.None(http) : Pages.Show<CopyPage>(http, new { File = file, Looks = looks });
        }).ExcludeFromDescription().Needs(Right.SeeCases);
    }

    /// <summary>A page that is no number is the first.</summary>
    private static int PageOf(string? page) => int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
}
