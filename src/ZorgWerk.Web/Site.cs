using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ZorgWerk.Web;

/// <summary>What the address answers: how the service is, and what its HTTP API offers. It shows nothing of any case.</summary>
public static class Site
{
    public static void AddSite(this IServiceCollection services)
    {
        services.AddOpenApi("v1");
        services.AddProblemDetails();
    }

    public static void MapSite(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGet("/", async (NpgsqlDataSource database, HttpContext http) => FrontPage.Of(await Now(database, http.RequestAborted), http)).ExcludeFromDescription();
        app.MapGet("/health/live", () => new Health("ok", null)).WithSummary("Whether the process runs.").WithTags("Health");
        app.MapGet("/health/ready", Ready).WithSummary("Whether requests can be served, and up to which position events are recorded.").WithTags("Health")
            .Produces<Health>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Ready(NpgsqlDataSource database, CancellationToken cancel) =>
        await Now(database, cancel) is { } health
            ? Results.Ok(health)
            : Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, type: "urn:zorgwerk:problem:database-unavailable", title: "The database does not answer.");

    /// <summary>Nothing when the database does not answer.</summary>
    private static async Task<Health?> Now(NpgsqlDataSource database, CancellationToken cancel)
    {
        try
        {
            await using var command = database.CreateCommand("select coalesce(max(seq_id), 0) from mt_events");
            return new Health("ok", (long?)await command.ExecuteScalarAsync(cancel));
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}

/// <param name="Status">Always <c>ok</c>; what is not answers as a problem.</param>
/// <param name="Position">Position of the last recorded event.</param>
public sealed record Health(string Status, long? Position);
