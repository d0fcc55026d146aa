using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Drafts;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Today;

/// <summary>The first page of the day: who needs me, then everybody.</summary>
internal static class TodayEndpoints
{
    public static void MapToday(this IEndpointRouteBuilder app)
    {
        app.MapGet("/today", (HttpContext http, string? programme, string? phase, string? coach, string? list, string? sort, int? page, string? choose, string? done, CancellationToken cancel) =>
            Show(http, new CaseloadFilter(null, programme, phase, coach, list, sort, page ?? 1) { ChoosesAll = choose is "all" }, done, cancel)).ExcludeFromDescription().Needs(Right.SeeCases);
        app.MapPost("/today", Find).ExcludeFromDescription().Needs(Right.SeeCases);
    }

    /// <summary>What is looked for may be a name, and a name is never in an address. A list that is only narrowed has one, to keep and to pass on.</summary>
    private static async Task<IResult> Find([FromForm] IFormCollection form, HttpContext http, CancellationToken cancel)
    {
        // Of the order that the list has and the one that is pressed, the second counts.
        string? Last(string name) => form[name] is { Count: > 0 } typed ? typed[^1] : null;
        var page = int.TryParse(Last("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var filter = new CaseloadFilter(Last("q"), Last("programme"), Last("phase"), Last("coach"), Last("list"), Last("sort"), page) { ChoosesAll = Last("choose") is "all" };
        return string.IsNullOrWhiteSpace(filter.Search) ? new SeeOther(filter.Address(page: page, choosesAll: filter.ChoosesAll)) : await Show(http, filter, done: null, cancel);
    }

    private static async Task<IResult> Show(HttpContext http, CaseloadFilter filter, string? done, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await http.RequestServices.GetRequiredService<ReadingRoom>().Enter(context.User!.Visitor, cancel);
        var caseload = await CaseloadList.Read(reading, http.RequestServices.GetRequiredService<References>(), filter, context.Today, cancel);
        var drafts = await DraftDesk.All(reading, participant: null, context.Now, cancel);
        await reading.Close(cancel);
        return Pages.Show<TodayPage>(http, new { Caseload = caseload, Drafts = drafts, Done = done });
    }
}
