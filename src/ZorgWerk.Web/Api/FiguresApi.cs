using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Outcomes;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Api;

/// <summary>Figures of a programme, the same as on its page: none of fewer than ten people, nor one from which such a number follows.</summary>
/// <param name="Position">The last event that counts in them.</param>
/// <param name="By">What the groups are made by; nothing when nothing was asked.</param>
/// <param name="LeavesOutWaiting">Those who wait for their intake are too few to be counted, and stand in none of the figures.</param>
/// <param name="MeantByNow">How many a programme that fills evenly had reached by today.</param>
public sealed record FiguresModel(
    string Programme, string Title, long Position, string? By, int? Enrolled, bool LeavesOutWaiting, int? MeantByNow, IReadOnlyList<EnrolmentModel> Growth, IReadOnlyList<FlowModel> Flow, GroupModel Everybody, IReadOnlyList<GroupModel> Groups);

/// <param name="Enrolled">By the end of the quarter; nothing: hidden.</param>
public sealed record EnrolmentModel(int Year, int Quarter, int? Enrolled, int? Meant);

/// <param name="People">Nothing: hidden.</param>
public sealed record FlowModel(string Stage, int? People);

/// <param name="Curve">Share still without work, week by week after intake, up to where fewer than ten are left to follow.</param>
/// <param name="AtRisk">How many are left to follow, after 0, 13, 26, 39 and 52 weeks.</param>
public sealed record GroupModel(
    string? Name, int? People, IReadOnlyList<PointModel> Curve, IReadOnlyList<int?> AtRisk, IReadOnlyList<ShareModel> AtWork, HalfModel EmployerContact, HalfModel Plan, HalfModel FirstStep, HalfModel Work);

public sealed record PointModel(int Week, double Estimate, double? Lower, double? Upper);

/// <param name="Percent">At work, in hundredths of those followed so long; nothing: hidden. Counts are never told.</param>
public sealed record ShareModel(int Months, int? Percent);

/// <param name="Days">Until half had got there; nothing: fewer than half did, or it is hidden.</param>
public sealed record HalfModel(int? Days, bool Hidden);

internal static class FiguresApi
{
    public static void MapFigures(this IEndpointRouteBuilder api) => api.MapGet("/programmes/{programme}/figures", Figures).Needs(Right.Evaluate)
        .Says("readFigures", "Read the figures of a programme", "Figures only. Groups can be asked by one of a fixed list: age-band, schooling, employment, language, region or cohort.")
        .Answers<FiguresModel>(200).Refuses(400, 404)
        .Example("by-schooling", 200, query: "by=schooling", who: "allezi");

    private static async Task<IResult> Figures(string programme, string? by, HttpContext http, ReadingRoom room, CancellationToken cancel)
    {
        var context = PageContext.Of(http);
        if (by is not null && !ProgrammeFigures.Strata.Contains(by)) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.choice", "by");
        await using var reading = await room.Enter(context.User!.Visitor, cancel);
        var asked = (await FiguresReader.Programmes(reading, cancel)).FirstOrDefault(one => one.Id.Value == programme);
        var figures = asked is null ? null : await FiguresReader.Read(reading, asked, by, context.Today, cancel);
        var position = await FiguresReader.Position(reading, cancel);
        await reading.Close(cancel);
        return figures is null ? Problems.None(http) : Results.Json(new FiguresModel(
            programme, asked!.Title, position, by, figures.Enrolled.Count, figures.LeavesOutWaiting, figures.MeantByNow,
            [.. figures.Growth.Select(one => new EnrolmentModel(one.Year, one.Quarter, one.Enrolled.Count, one.Meant))],
            [.. figures.Flow.Select(one => new FlowModel(Kebab.Of(one.Stage), one.People.Count))], Of(figures.Everybody), [.. figures.Groups.Select(Of)]));
    }

    private static GroupModel Of(GroupFigures group) => new(
        group.Name, group.People.Count, [.. group.Curve.Select(point => new PointModel(point.Week, point.Estimate, point.Band?.Lower, point.Band?.Upper))], [.. group.AtRisk.Select(told => told.Count)],
        [.. group.AtWork.Select(share => new ShareModel(share.Months, share.Percent))], Of(group.EmployerContact), Of(group.Plan), Of(group.FirstStep), Of(group.Work));

    private static HalfModel Of(HalfWay half) => new(half.Days, half.IsHidden);
}
