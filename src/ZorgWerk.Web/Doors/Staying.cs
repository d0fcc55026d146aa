using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ZorgWerk.Web.Doors;

/// <summary>For who reads or thinks longer than a session lasts: a sign of life, which is all that a session asks.</summary>
internal static class Staying
{
    public static void MapStaying(this IEndpointRouteBuilder app) =>
        app.MapPost("/stay", ([FromForm] IFormCollection _) => Results.NoContent()).ExcludeFromDescription().Needs(Right.SignedIn).KeepsNothing("A sign of life, and nothing is typed.");
}
