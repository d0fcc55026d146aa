using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Outcomes;

/// <summary>What programmes came to: figures only, and the files behind them.</summary>
internal static class OutcomesEndpoints
{
    public static void MapOutcomes(this IEndpointRouteBuilder app)
    {
        app.MapGet("/outcomes", All).ExcludeFromDescription().Needs(Right.Evaluate);
        app.MapGet("/outcomes/{programme}", One).ExcludeFromDescription().Needs(Right.Evaluate);
        app.MapGet("/outcomes/{programme}/extract", TakeHome).ExcludeFromDescription().Needs(Right.Evaluate);
    }

    private static async Task<IResult> All(HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var figures = new List<ProgrammeFigures>();
        foreach (var programme in await FiguresReader.Programmes(reading, cancel)) figures.Add(await FiguresReader.Read(reading, programme, null, context.Today, cancel));
        var position = await FiguresReader.Position(reading, cancel);
        await reading.Close(cancel);
        return Pages.Show<OutcomesPage>(http, new { Figures = figures, Position = position });
    }

    private static async Task<IResult> One(string programme, string? by, string? with, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var programmes = await FiguresReader.Programmes(reading, cancel);
        if (programmes.FirstOrDefault(one => one.Id.Value == programme) is not { } asked) return Pages.None(http);
        by = ProgrammeFigures.Strata.Contains(by) ? by : null;
        var other = programmes.FirstOrDefault(one => one.Id.Value == with && one.Id != asked.Id);
        var figures = await FiguresReader.Read(reading, asked, by, context.Today, cancel);
        var beside = other is null ? null : await FiguresReader.Read(reading, other, by, context.Today, cancel);
        var position = await FiguresReader.Position(reading, cancel);
        await reading.Close(cancel);
        return Pages.Show<ProgrammePage>(http, new { Figures = figures, Beside = beside, By = by, Others = programmes.Where(one => one.Id != asked.Id).ToList(), Position = position });
    }

    private static async Task<IResult> TakeHome(string programme, string? by, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        if ((await FiguresReader.Programmes(reading, cancel)).FirstOrDefault(one => one.Id.Value == programme) is not { } asked) return Pages.None(http);
        by = ProgrammeFigures.Strata.Contains(by) ? by : null;
        var files = await Extract.Zip(reading, asked, by, cancel);
        await reading.Close(cancel);
        return Results.File(files, "application/zip", $"{asked.Id.Value}{(by is null ? "" : $"-{by}")}.zip");
    }
}
