using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ZorgWerk.Web.Api;

/// <summary>A request as somebody would send it, and the status it is answered with. The tests send each of them.</summary>
/// <param name="Who">The user of the examples' organisation who asks.</param>
internal sealed record ApiExample(string Name, int Status, string Who, string? Query, string? Step, string Id, IReadOnlyList<(string Name, string Value)> Headers, string? Body);

/// <summary>What is sent to a route.</summary>
internal sealed record ApiBody(Type Type);

/// <summary>A header of an answer.</summary>
internal sealed record ApiHeader(int Status, string Name, string Means);

/// <summary>What the description of the API says of a route, said where the route is.</summary>
internal static class ApiDocs
{
    /// <summary>The case that examples are about.</summary>
    public const string ExampleCase = "0198c0de-ca5e-7000-8000-000000000001";
    public const string NobodysCase = "0198c0de-ca5e-7000-8000-000000000999";

    /// <param name="id">What generated clients call it; never changes.</param>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string id, string summary, string description) => route.WithName(id).WithSummary(summary).WithDescription(description.ReplaceLineEndings(" "));

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) => route.WithMetadata(new ApiBody(typeof(T)));

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status, string type = "application/json") => route.Produces<T>(status, type);

    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, int status, string means) => route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(void)) { Description = means });

    /// <summary>The problems besides those that every route has: not signed in, and out of order.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.Produces<Problem>(status, Problems.MediaType);
        return route;
    }

    public static RouteHandlerBuilder Gives(this RouteHandlerBuilder route, int status, string header, string means) => route.WithMetadata(new ApiHeader(status, header, means));

    public static RouteHandlerBuilder Example(
        this RouteHandlerBuilder route, string name, int status, string who = "lotte", string? query = null, string? step = null, string id = ExampleCase, IReadOnlyList<(string Name, string Value)>? headers = null, string? body = null) =>
        route.WithMetadata(new ApiExample(name, status, who, query, step, id, headers ?? [], body));
}
