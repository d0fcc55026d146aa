using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Today;

/// <summary>The first page of the day: who needs me, then everybody.</summary>
internal static class TodayEndpoints
{
    public static void MapToday(this IEndpointRouteBuilder app) =>
        app.MapGet("/today", async (HttpContext http, ReadingRoom room, References references, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "q")] string? search, string? programme, string? phase, string? list, string? sort, int? page, string? done, CancellationToken cancel) =>
        {
            var context = PageContext.Of(http);
            await using var reading = await room.Enter(context.User!.Visitor, cancel);
            var caseload = await CaseloadList.Read(reading, references, new CaseloadFilter(search, programme, phase, list, sort, page ?? 1), context.Today, cancel);
            var drafts = await DraftDesk.All(reading, participant: null, context.Now, cancel);
            await reading.Close(cancel);
            return Pages.Show<TodayPage>(http, new { Caseload = caseload, Drafts = drafts, Done = done });
        }).ExcludeFromDescription().Needs(Right.SeeCases);
}
