using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>Methods of HTTP besides those that routes name: HEAD is a GET without its body, and any other that a path does not take is 405.</summary>
internal static class Methods
{
    private sealed record AskedForHeaders;

    /// <summary>
    /// A HEAD goes the way of the GET, so that it meets the same checks and leaves the same record. The server is told again that it was a HEAD before
    /// the answer starts, and then sends no body.
    /// </summary>
    public static void UseHead(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method)) return next(http);
        http.Request.Method = HttpMethods.Get;
        http.Items[typeof(AskedForHeaders)] = true;
        http.Response.OnStarting(() =>
        {
            http.Request.Method = HttpMethods.Head;
            return Task.CompletedTask;
        });
        return next(http);
    });

    /// <summary>Whether nobody waits for the body, which a stream of changes would never end.</summary>
    public static bool IsForHeaders(this HttpContext http) => http.Items.ContainsKey(typeof(AskedForHeaders));

    /// <summary>
    /// What no route takes: not there, or there for another method. Who may not use any route of that path is told what the page would tell them: a
    /// stranger is asked to sign in, a user hears that it is not there. The case in the path is not looked at, so the answer tells nothing of it.
    /// </summary>
    public static async Task<IResult> Untaken(HttpContext http)
    {
        var routes = RoutesAt(http);
        if (routes.Count == 0) return Answers.None(http);
        var user = SignedInUser.Of(http.User);
        if (!routes.Any(route => RightOf(route) is Right.Anyone || (user is not null && user.Role.Has(RightOf(route)))))
        {
            if (user is not null) return Answers.None(http);
            if (http.IsApi()) return Problems.SignInFirst(http);
            await http.ChallengeAsync();
            return Results.Empty;
        }

        http.Response.Headers.Allow = string.Join(", ", routes.SelectMany(MethodsOf).SelectMany(method => HttpMethods.IsGet(method) ? [method, HttpMethods.Head] : new[] { method })
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return http.IsApi() ? Problems.Of(http, StatusCodes.Status405MethodNotAllowed, "api.method") : Pages.Show<StalePage>(http, status: StatusCodes.Status405MethodNotAllowed);
    }

    private static List<RouteEndpoint> RoutesAt(HttpContext http)
    {
        var policies = http.RequestServices.GetRequiredService<ParameterPolicyFactory>();
        return [.. http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => MethodsOf(route).Count > 0 && Fits(route, http, policies))];
    }

    private static bool Fits(RouteEndpoint route, HttpContext http, ParameterPolicyFactory policies)
    {
        var values = new RouteValueDictionary();
        if (!new TemplateMatcher(new RouteTemplate(route.RoutePattern), new RouteValueDictionary(route.RoutePattern.Defaults)).TryMatch(http.Request.Path, values)) return false;
        foreach (var (name, named) in route.RoutePattern.ParameterPolicies)
        foreach (var policy in named)
            if (policies.Create(route.RoutePattern.GetParameter(name), policy) is IRouteConstraint constraint && !constraint.Match(http, null, name, values, RouteDirection.IncomingRequest)) return false;
        return true;
    }

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static Right? RightOf(RouteEndpoint route) => route.Metadata.OfType<Right>().Cast<Right?>().FirstOrDefault();

    private static bool Has(this Casework.Users.Role role, Right? right) => right is { } named && role.Has(named);
}
