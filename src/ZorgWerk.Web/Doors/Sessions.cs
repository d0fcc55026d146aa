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
/// make a browser record something through the API.
/// </summary>
internal static class Sessions
{
    /// <summary>How long a token is good.</summary>
    public static readonly TimeSpan TokenLasts = TimeSpan.FromHours(1);

    private const string BySide = "side";

    public static bool IsApi(this HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static void AddSessions(this IServiceCollection services) => services.AddAuthentication(BySide)
        .AddPolicyScheme(BySide, null, side => side.ForwardDefaultSelector = http => http.IsApi() ? BearerTokenDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme)
        .AddCookie(door =>
        {
            door.Cookie.Name = Door.SessionCookie;
            door.Cookie.HttpOnly = true;
            door.Cookie.SameSite = SameSiteMode.Lax;
            door.ExpireTimeSpan = Site.Idle;
            door.SlidingExpiration = true;
            door.LoginPath = "/sign-in";
            door.ReturnUrlParameter = "back";
            door.Events.OnValidatePrincipal = async session =>
            {
                if (!await Holds(session.HttpContext, session.Principal!)) session.RejectPrincipal();
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

    /// <summary>A session lives no longer than what it was opened with: the account, its role and its password.</summary>
    public static async Task<bool> Holds(HttpContext http, ClaimsPrincipal principal) =>
        SignedInUser.Of(principal) is { } user
        && await http.RequestServices.GetRequiredService<UserAccounts>().Find(user.Tenant, user.Id, http.RequestAborted) is { DisabledAt: null } account
        && account.Stamp == user.Stamp;

    /// <summary>When the session that this request came with runs out.</summary>
    public static DateTimeOffset EndOf(HttpContext http) =>
        http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc ?? DateTimeOffset.MinValue;

    /// <summary>A token for who has just come in; there is none to renew it with.</summary>
    public static string TokenFor(HttpContext http, SignedInUser user, DateTimeOffset until) =>
        http.RequestServices.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector
            .Protect(new AuthenticationTicket(user.ToPrincipal(), new AuthenticationProperties { ExpiresUtc = until }, $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken"));

    private static string? TokenOf(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
}
