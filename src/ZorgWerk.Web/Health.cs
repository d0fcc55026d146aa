using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Npgsql;
using ZorgWerk.Casework.Views;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web;

/// <summary>How the service is.</summary>
/// <param name="Status"><c>ok</c>, <c>database-starting</c> while a private database that was gone is being started again, or <c>view-stopped</c> when an event is in the way of one; what does not answer is a problem.</param>
/// <param name="Position">Position of the last recorded event.</param>
public sealed record Health(string Status, long? Position, IReadOnlyList<ViewHealth> Views);

/// <param name="Behind">Positions that the view has yet to follow.</param>
/// <param name="BehindSince">When the first of those was recorded.</param>
/// <param name="StoppedBefore">The position of the event that it cannot get past.</param>
/// <param name="StoppedOver">That event's stored name.</param>
/// <param name="Renewing">Its rows stand in the form of an earlier version of the service, until they are built anew.</param>
public sealed record ViewHealth(string View, long Behind, Instant? BehindSince, long? StoppedBefore, string? StoppedOver, bool Renewing);

internal static class HealthAnswers
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", (DatabaseState database) => new Health(database.IsBeingStarted ? "database-starting" : "ok", null, []))
            .WithName("readLiveness").WithSummary("Whether the process runs, and whether it is busy starting its private database again.").WithTags("Health").Needs(Right.Anyone);
        app.MapGet("/health/ready", Ready).WithName("readReadiness").WithSummary("Whether requests can be served, up to which position events are recorded, and how far the views are.").WithTags("Health")
            .Produces<Health>().ProducesProblem(StatusCodes.Status503ServiceUnavailable).Needs(Right.Anyone);
    }

    private static async Task<IResult> Ready(NpgsqlDataSource database, DatabaseState state, CancellationToken cancel)
    {
        if (state.IsBeingStarted) return Away("The private database is gone and is being started again.");
        try
        {
            var views = await ViewList.Read(database, cancel);
            return Results.Ok(new Health(
                views.All(view => view.Stop is null) ? "ok" : "view-stopped", views.Max(view => view.Position + view.Behind),
                [.. views.Select(view => new ViewHealth(view.View.Name, view.Behind, view.Since, view.Stop?.Position, view.Stop?.Type, view.IsOutdated))]));
        }
        catch (NpgsqlException)
        {
            return Away("The database does not answer.");
        }
    }

    private static IResult Away(string why) => Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, type: "urn:zorgwerk:problem:database-unavailable", title: why);
}
