using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Npgsql;
using ZorgWerk.Casework.Views;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web;

/// <summary>How the service is, for whoever asks: nothing of what is in it.</summary>
/// <param name="Status"><c>ok</c>, or <c>database-starting</c> while a private database that was gone is being started again; what does not answer is a problem.</param>
public sealed record Health(string Status);

/// <summary>How the service is, for who keeps it running.</summary>
/// <param name="Status"><c>ok</c>, or <c>view-stopped</c> when an event is in the way of one.</param>
/// <param name="Position">Position of the last recorded event.</param>
public sealed record HealthDetails(string Status, long Position, IReadOnlyList<ViewHealth> Views);

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
        app.MapGet("/health/live", (DatabaseState database) => new Health(database.IsBeingStarted ? "database-starting" : "ok"))
            .WithSummary("Whether the process runs, and whether it is busy starting its private database again.").WithTags("Health").Needs(Right.Anyone);
        app.MapGet("/health/ready", Ready).WithSummary("Whether requests can be served.").WithTags("Health")
            .Produces<Health>().ProducesProblem(StatusCodes.Status503ServiceUnavailable).Needs(Right.Anyone);
    }

    private static async Task<IResult> Ready(NpgsqlDataSource database, DatabaseState state, CancellationToken cancel)
    {
        if (state.IsBeingStarted) return Away("The private database is gone and is being started again.");
        try
        {
            await ViewList.Read(database, cancel);
            return Results.Ok(new Health("ok"));
        }
        catch (NpgsqlException)
        {
            return Away("The database does not answer.");
        }
    }

    /// <summary>What strangers are not told: an administrator reads it here, whoever is at the server with <c>zorgwerk doctor</c>.</summary>
    public static void MapHealthDetails(this IEndpointRouteBuilder api) => api.MapGet("/health", async (NpgsqlDataSource database, CancellationToken cancel) =>
    {
        var views = await ViewList.Read(database, cancel);
        return Results.Ok(new HealthDetails(
            views.All(view => view.Stop is null) ? "ok" : "view-stopped", views.Max(view => view.Position + view.Behind),
            [.. views.Select(view => new ViewHealth(view.View.Name, view.Behind, view.Since, view.Stop?.Position, view.Stop?.Type, view.IsOutdated))]));
    }).Needs(Right.Administer).Says("Read how the service is", "Up to which position events are recorded, how far each view is, and which event stops one. For administrators.")
        .Answers<HealthDetails>(200).Example("now", 200, who: "beheer");

    private static IResult Away(string why) => Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, type: "urn:zorgwerk:problem:database-unavailable", title: why);
}
