using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Live;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// How one stays in: a browser by its cookie, a program by a token. Each is taken on its own side only, so that no page of another site can
/// make a browser record something through the API. Both carry the secret of a session that the database knows, and open nothing once it has ended.
/// </summary>
internal static class Sessions
{
    /// <summary>How long a token is good.</summary>
    public static readonly TimeSpan TokenLasts = TimeSpan.FromHours(1);

    private const string BySide = "side";

    /// <summary>Where a request keeps the key of the words that say why its cookie opens nothing.</summary>
    private const string WhyNot = "zorgwerk/session-over";

    public static bool IsApi(this HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static void AddSessions(this IServiceCollection services) => services.AddAuthentication(BySide)
        .AddPolicyScheme(BySide, null, side => side.ForwardDefaultSelector = http => http.IsApi() ? BearerTokenDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
        .AddCookie(door =>
        {
            door.Cookie.Name = Door.SessionCookie;
            door.Cookie.SameSite = SameSiteMode.Lax;
            door.ExpireTimeSpan = Site.Idle;
            door.SlidingExpiration = true;
            door.LoginPath = "/sign-in";
            door.ReturnUrlParameter = "back";
            door.Events.OnValidatePrincipal = async session =>
            {
                if (!await Holds(session.HttpContext, session.Principal!)) session.RejectPrincipal();
            };
            // Never with a host: whichever name was asked for, one stays there.
            door.Events.OnRedirectToLogin = asked =>
            {
                asked.Response.Redirect(new Uri(asked.RedirectUri).PathAndQuery);
                return Task.CompletedTask;
            };
            // A page that keeps itself up to date does not show that anybody sits in front of it.
            door.Events.OnCheckSlidingExpiration = session =>
            {
                if (session.HttpContext.AsksByItself()) session.ShouldRenew = false;
                return Task.CompletedTask;
            };
        })
        .AddBearerToken(token =>
        {
            token.BearerTokenExpiration = TokenLasts;
            token.Events.OnMessageReceived = async message =>
            {
                if (TokenOf(message.HttpContext) is { } sent && message.Options.BearerTokenProtector.Unprotect(sent) is { } ticket && !await Holds(message.HttpContext, ticket.Principal))
                    message.Fail("The account is no longer what the session was opened with.");
            };
        });

    /// <summary>Opens a session for who has just come in. One that the same browser still had is over.</summary>
    /// <param name="until">When it runs out unless it is seen again.</param>
    /// <returns>The user with the session's secret, to be put into cookie or token.</returns>
    public static async Task<SignedInUser> Begin(HttpContext http, SignedInUser user, SessionKind kind, bool byPasskey, DateTimeOffset until)
    {
        var (sessions, now) = (SessionsOf(http), Now(http));
        await End(http, UserSessions.Replaced);
        return user with
        {
            Session = await sessions.Open(
                user.Tenant, user.Id, kind, byPasskey, RequestOrigin.Of(http, kind), now, Instant.FromDateTimeOffset(until), http.RequestAborted),
        };
    }

    /// <summary>Ends the session that this request came with, if any: no copy of its cookie or token opens anything afterwards.</summary>
    public static async Task End(HttpContext http, string why)
    {
        if (SignedInUser.Of(http.User) is { Session: { } session } user) await SessionsOf(http).End(user.Tenant, user.Id, session, why, Now(http), http.RequestAborted);
    }

    /// <summary>When a browser's session runs out that is seen now. A sign of life is not written at every request, so a little more than the cookie lasts.</summary>
    public static DateTimeOffset BrowserUntil(HttpContext http) => TimeOf(http) + Site.Idle + UserSessions.SeenEvery.ToTimeSpan();

    public static DateTimeOffset TokenUntil(HttpContext http) => TimeOf(http) + TokenLasts;

    /// <summary>A session lives until it is ended or runs out, and no longer than what it was opened with: the account, its role and its password.</summary>
    public static async Task<bool> Holds(HttpContext http, ClaimsPrincipal principal)
    {
        if (SignedInUser.Of(principal) is not { } user) return false;
        if (user.Session is not { } secret)
        {
            http.Items[WhyNot] = "door.renewed";
            return false;
        }

        var (sessions, now) = (SessionsOf(http), Now(http));
        var state = await sessions.Find(user.Tenant, user.Id, secret, http.RequestAborted);
        if (!state.IsAlive(now) || state.Account!.Stamp != user.Stamp || !Credentials.IsForHere(http, state.Account))
        {
            http.Items[WhyNot] = "door.ended";
            return false;
        }

        // A page that keeps itself up to date does not show that anybody sits in front of it.
        if (!http.AsksByItself() && now - state.LastSeenAt >= UserSessions.SeenEvery)
            await sessions.See(secret, now, http.IsApi() ? state.Until : Instant.FromDateTimeOffset(BrowserUntil(http)), http.RequestAborted);
        return true;
    }

    /// <summary>Key of the words for a cookie that is still good by itself and opens nothing; null where there is none such.</summary>
    public static string? WhyOver(HttpContext http) => http.Items[WhyNot] as string;

    /// <summary>When the session that this request came with runs out.</summary>
    public static DateTimeOffset EndOf(HttpContext http) =>
        http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc ?? DateTimeOffset.MinValue;

    /// <summary>A token for who has just come in; there is none to renew it with.</summary>
    public static string TokenFor(HttpContext http, SignedInUser user, DateTimeOffset until) =>
        http.RequestServices.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector
            .Protect(new AuthenticationTicket(user.ToPrincipal(), new AuthenticationProperties { ExpiresUtc = until }, $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken"));

    private static UserSessions SessionsOf(HttpContext http) => http.RequestServices.GetRequiredService<UserSessions>();

    private static DateTimeOffset TimeOf(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>By the clock that cookies run out by.</summary>
    internal static Instant Now(HttpContext http) => Instant.FromDateTimeOffset(TimeOf(http));

    private static string? TokenOf(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
}
