using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>Coming in, going out, and the language one reads in.</summary>
public static class Door
{
    public const string SessionCookie = "zw-session";

    public static void MapDoor(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", (HttpContext http, SiteOptions site, string? back, string? notice) => Pages.Show<SignInPage>(http, new
        {
            Back = LocalOnly(back), site.Organisation,
            // A session that ran out leaves its cookie behind.
            Notice = notice is "out" ? "door.out" : back is null ? null : http.Request.Cookies.ContainsKey(SessionCookie) ? "door.away" : "door.again",
        })).ExcludeFromDescription().Needs(Right.Anyone);
        app.MapPost("/sign-in", ComeIn).ExcludeFromDescription().Needs(Right.Anyone);
        app.MapPost("/sign-out", async ([FromForm] IFormCollection _, HttpContext http) =>
        {
            await http.SignOutAsync();
            return Results.Redirect("/sign-in?notice=out");
        }).ExcludeFromDescription().Needs(Right.Anyone);
        app.MapGet("/welcome", (HttpContext http) => Pages.Show<WelcomePage>(http)).ExcludeFromDescription().Needs(Right.SignedIn);
        app.MapGet("/language/{code}", (string code, string? back, HttpContext http) =>
        {
            if (!Words.Languages.Contains(code)) return Pages.None(http);
            http.Response.Cookies.Append(PageContext.LanguageCookie, code, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
            return Results.Redirect(LocalOnly(back) ?? "/");
        }).ExcludeFromDescription().Needs(Right.Anyone);
    }

    private static async Task<IResult> ComeIn([FromForm] IFormCollection form, HttpContext http, UserAccounts accounts, IClock clock, CancellationToken cancel)
    {
        var (login, password, organisation, back) = (form["login"].ToString().Trim(), form["password"].ToString(), form["organisation"].ToString().Trim(), LocalOnly(form["back"]));
        IResult Stay(string fault) => Pages.Show<SignInPage>(http, new { Fault = fault, Login = login, Organisation = organisation, Back = back, Kept = form["kept"].ToString() }, StatusCodes.Status422UnprocessableEntity);
        var (user, fault) = await Credentials.Check(accounts, clock, organisation, login, password, cancel);
        if (user is null) return Stay(fault);
        await http.SignInAsync(user.ToPrincipal());
        http.User = user.ToPrincipal();
        return KeptForm.Open(http, form["kept"], user) ?? Results.Redirect(back ?? "/");
    }

    /// <summary>An address of ours to go back to; another site's is none.</summary>
    private static string? LocalOnly(string? back) =>
        back is { Length: > 0 and < 2000 } && back[0] == '/' && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal) && !back.Any(char.IsControl) ? back : null;
}
