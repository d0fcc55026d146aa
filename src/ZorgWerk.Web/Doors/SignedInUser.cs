using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web.Doors;

/// <summary>Who is signed in, as the session's cookie has it.</summary>
/// <param name="Stamp">Changes when the account does; a session with an older one ends.</param>
public sealed record SignedInUser(TenantId Tenant, UserId Id, Role Role, string Name, string Language, string Stamp)
{
    /// <summary>Has a password that somebody else made, and is to make one of their own before anything else.</summary>
    public bool HasGivenPassword { get; init; }

    /// <summary>The session they are signed in with; null before it is opened, and in cookies of versions that kept no sessions.</summary>
    public SessionSecret? Session { get; init; }

    public Visitor Visitor => new(Tenant, Id, Role);

    public static SignedInUser Of(TenantId tenant, Account account) => new(tenant, account.Id, account.Role, account.Name, account.Language, account.Stamp) { HasGivenPassword = account.PasswordToChange };

    /// <summary>Nothing when nobody is signed in.</summary>
    public static SignedInUser? Of(ClaimsPrincipal principal)
    {
        string? Claim(string type) => principal.FindFirst(type)?.Value;
        return principal.Identity is { IsAuthenticated: true } && Claim("org") is { } tenant && Guid.TryParse(Claim("sub"), out var id) && Claim("role") is { } role
            ? new SignedInUser(new TenantId(tenant), new UserId(id), RoleNames.Parse(role), Claim("name") ?? "", Claim("lang") ?? "nl", Claim("stamp") ?? "")
            {
                HasGivenPassword = Claim("given") is not null, Session = Claim("sid") is { } secret ? SessionSecret.Of(secret) : null,
            }
            : null;
    }

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [
            new("org", Tenant.Value), new("sub", Id.Value.ToString()), new("role", RoleNames.Of(Role)), new("name", Name), new("lang", Language), new("stamp", Stamp),
            .. HasGivenPassword ? [new Claim("given", "yes")] : Array.Empty<Claim>(), .. Session is { } session ? [new Claim("sid", session.Text)] : Array.Empty<Claim>(),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme, "name", "role"));
}
