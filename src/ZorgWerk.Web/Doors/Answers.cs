using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Access;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>What happens to who may not pass: a stranger is asked to sign in, and a user is told what would be told if the page did not exist. Programs are told so as a problem.</summary>
internal sealed class Answers : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded && GivenPassword.HoldsBack(context)) await (await GivenPassword.Ask(context)).ExecuteAsync(context);
        else if (authorizeResult.Succeeded) await next(context);
        else if (SignedInUser.Of(context.User) is null)
        {
            if (context.IsApi()) await Problems.SignInFirst(context).ExecuteAsync(context);
            else if (await KeptForm.Seal(context) is { } kept)
                await Pages.Show<SignInPage>(context, new
                {
                    Notice = "door.kept", Kept = kept, Typed = KeptForm.Shown(context, kept), context.RequestServices.GetRequiredService<SiteOptions>().Organisation,
                }, StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            // Too much to be carried through signing in: it is shown to be made shorter.
            else if (!await KeptWords.TryAnswer(context, Kept.TooLong)) await context.ChallengeAsync();
        }
        else
        {
            await Record(context);
            await None(context).ExecuteAsync(context);
        }
    }

    /// <summary>That somebody without the right asked for a page of a case is a look that was refused (R16); what cannot be recorded is not answered.</summary>
    private static async Task Record(HttpContext context)
    {
        if (CaseOf(context) is not var (participant, page)) return;
        await using var reading = await context.RequestServices.GetRequiredService<ReadingRoom>().Enter(SignedInUser.Of(context.User)!.Visitor, context.RequestAborted);
        await reading.TurnAway(participant, page, context.RequestAborted);
        await reading.Close(context.RequestAborted);
    }

    /// <summary>The case that a route is about, and the word in the address that follows it.</summary>
    private static (StreamId Participant, string Page)? CaseOf(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.PathSegments: var segments }) return null;
        var words = segments.Select(segment => segment.Parts is [RoutePatternLiteralPart { Content: var word }] ? word : null).ToList();
        // What is followed says in the address which case.
        if (words is ["live"]) return Guid.TryParse(context.Request.Query["case"], out var followed) ? (new StreamId(followed), "live") : null;
        var at = words.FindIndex(word => word is "cases" or "participants") + 1;
        return at > 0 && at < segments.Count && segments[at].Parts is [RoutePatternParameterPart { Name: var gap }] && Guid.TryParse(context.GetRouteValue(gap)?.ToString(), out var id)
            ? (new StreamId(id), context.IsApi() ? "api" : words.ElementAtOrDefault(at + 1) ?? "overview") : null;
    }

    /// <summary>What is not there and what is not for who asks look the same.</summary>
    public static IResult None(HttpContext http) => http.IsApi() ? Problems.None(http) : Pages.None(http);
}
