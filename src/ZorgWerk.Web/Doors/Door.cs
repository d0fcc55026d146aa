using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.Web.OwnAccount;
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
            // A session that ran out leaves its cookie behind, and so does one that was ended elsewhere.
            Notice = notice is "out" ? "door.out"
                : back is null ? null : Sessions.WhyOver(http) ?? (http.Request.Cookies.ContainsKey(SessionCookie) ? "door.away" : "door.again"),
        })).ExcludeFromDescription().Needs(Right.Anyone);
        app.MapPasskeyDoor();
        app.MapPost("/sign-in", ComeIn).ExcludeFromDescription().Needs(Right.Anyone).KeepsNothing("A password is typed here, and it is never shown.");
        app.MapPost("/sign-out", async ([FromForm] IFormCollection _, HttpContext http) =>
        {
            await Sessions.End(http, UserSessions.SignedOut);
            await http.SignOutAsync();
            return Results.Redirect("/sign-in?notice=out");
        }).ExcludeFromDescription().Needs(Right.Anyone).KeepsNothing("A button, and nothing is typed.");
        app.MapGet("/welcome", (HttpContext http) => Pages.Show<WelcomePage>(http)).ExcludeFromDescription().Needs(Right.SignedIn);
        app.MapGet("/language/{code}", (string code, string? back, HttpContext http) =>
        {
            if (!Words.Languages.Contains(code)) return Pages.None(http);
            OtherLanguage.Speak(http, code);
            return Results.Redirect(LocalOnly(back) ?? "/");
        }).ExcludeFromDescription().Needs(Right.Anyone);
    }

    /// <summary>Asks again, with what was typed.</summary>
    internal static IResult Stay(HttpContext http, IFormCollection form, string fault, int status = StatusCodes.Status422UnprocessableEntity, int about = 0)
    {
        var organisation = form["organisation"].ToString().Trim();
        return Pages.Show<SignInPage>(http, new
        {
            Fault = fault, About = about, Login = form["login"].ToString().Trim(), Back = LocalOnly(form["back"]), Kept = form[KeptForm.Field].ToString(),
            Typed = KeptForm.Shown(http, form[KeptForm.Field]),
            Organisation = organisation.Length > 0 ? organisation : http.RequestServices.GetRequiredService<SiteOptions>().Organisation,
        }, status);
    }

    /// <summary>Opens the session, and leads back to what was being done.</summary>
    internal static async Task<IResult> LetIn(HttpContext http, SignedInUser user, bool byPasskey, IFormCollection form)
    {
        user = await Sessions.Begin(http, user, SessionKind.Browser, byPasskey, Sessions.BrowserUntil(http));
        await http.SignInAsync(user.ToPrincipal());
        http.User = user.ToPrincipal();
        if (user.HasGivenPassword) return form["kept"].ToString() is { Length: > 0 } kept ? await AccountEndpoints.AskPassword(http, kept) : Results.Redirect(AccountEndpoints.Address);
        return KeptForm.Open(http, form["kept"], user) ?? Results.Redirect(LocalOnly(form["back"]) ?? "/");
    }

    private static async Task<IResult> ComeIn([FromForm] IFormCollection form, HttpContext http)
    {
        var answer = await Credentials.Check(http, form["organisation"].ToString().Trim(), form["login"].ToString().Trim(), form["password"].ToString());
        if (answer.User is { } user) return await LetIn(http, user, byPasskey: false, form);
        answer.SayWhen(http);
        return Stay(http, form, answer.Fault, answer.Wait is null ? StatusCodes.Status422UnprocessableEntity : answer.Status, answer.WaitMinutes);
    }

    /// <summary>An address of ours to go back to; another site's is none.</summary>
    private static string? LocalOnly(string? back) =>
        back is { Length: > 0 and < 2000 } && back[0] == '/' && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal) && !back.Any(char.IsControl) ? back : null;
}
