using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Api;

/// <summary>One page of a list.</summary>
/// <param name="Next">The address of the next page, also in the header <c>Link</c>; nothing on the last.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, string? Next);

internal static class Pager
{
    public const int Usual = 50;
    public const int Most = 200;

    /// <summary>The page, which goes on after a place unless it is the last.</summary>
    public static IResult Page<T>(HttpContext http, Cursors cursors, SignedInUser user, string list, IReadOnlyList<T> items, string? place)
    {
        if (place is null) return Results.Json(new Paged<T>(items, null));
        var query = new QueryBuilder(http.Request.Query.Where(asked => asked.Key is not "cursor")) { { "cursor", cursors.Seal(user, list, place) } };
        var next = $"{http.Request.Path}{query}";
        http.Response.Headers.Append("Link", $"<{next}>; rel=\"next\"");
        return Results.Json(new Paged<T>(items, next));
    }

    public static IResult NoPlace(HttpContext http) => Problems.Of(http, StatusCodes.Status400BadRequest, "api.cursor");
}
