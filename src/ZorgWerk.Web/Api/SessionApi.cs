using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Api;

public sealed record SessionAsked(string Organisation, string Login, string Password);

/// <param name="Token">Goes into every other request: <c>Authorization: Bearer …</c></param>
/// <param name="Role">coach, team-lead, auditor, evaluator or administrator.</param>
public sealed record SessionModel(string Token, Instant Until, string Name, string Role);

/// <summary>Coming in, for a program.</summary>
internal static class SessionApi
{
    private const int Longest = 8 * 1024;

    public static void MapSession(this IEndpointRouteBuilder api) => api.MapPost("/session", ComeIn).Needs(Right.Anyone)
        .Says("signIn", "Sign in", "Same accounts, same lock-out as at the door of the pages. The token is good for an hour and ends when the account changes.")
        .Takes<SessionAsked>().Answers<SessionModel>(201).Refuses(400, 401, 403, 413, 415, 429)
        .Example("sign-in", 201, body: """{"organisation":"jobcentrum","login":"lotte","password":"een lang wachtwoord"}""")
        .Example("wrong-password", 401, body: """{"organisation":"jobcentrum","login":"lotte","password":"guessed"}""");

    private static async Task<IResult> ComeIn(HttpContext http, UserAccounts accounts, IClock clock, TimeProvider time, CancellationToken cancel)
    {
        var (bytes, problem) = await Bodies.Read(http, Longest, cancel);
        if (problem is not null) return problem;
        SessionAsked? asked;
        try
        {
            asked = JsonSerializer.Deserialize<SessionAsked>(bytes.Span, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            asked = null;
        }
        if (asked is not { Organisation: { } organisation, Login: { } login, Password: { } password }) return Problems.Of(http, StatusCodes.Status400BadRequest, "api.malformed");

        var (user, fault) = await Credentials.Check(accounts, clock, organisation.Trim(), login.Trim(), password, cancel);
        if (user is null)
        {
            if (fault == Credentials.Locked)
            {
                http.Response.Headers.RetryAfter = ((int)UserAccounts.LockedFor.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Problems.Of(http, StatusCodes.Status429TooManyRequests, "api.locked");
            }
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Of(http, StatusCodes.Status401Unauthorized, "api.wrong");
        }
        if (user.HasGivenPassword) return Problems.Of(http, StatusCodes.Status403Forbidden, "api.given-password");
        var until = time.GetUtcNow() + Sessions.TokenLasts;
        return Results.Json(new SessionModel(Sessions.TokenFor(http, user, until), Instant.FromDateTimeOffset(until), user.Name, RoleNames.Of(user.Role)), statusCode: StatusCodes.Status201Created);
    }
}
