using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>What happens to who may not pass: a stranger is asked to sign in, and a user is told what would be told if the page did not exist. Programs are told so as a problem.</summary>
internal sealed class Answers : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded) await next(context);
        else if (SignedInUser.Of(context.User) is null)
        {
            if (context.IsApi()) await Problems.SignInFirst(context).ExecuteAsync(context);
            else if (await KeptForm.Seal(context) is { } kept)
                await Pages.Show<SignInPage>(context, new { Notice = "door.kept", Kept = kept, context.RequestServices.GetRequiredService<SiteOptions>().Organisation }, StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            else await context.ChallengeAsync();
        }
        else await None(context).ExecuteAsync(context);
    }

    /// <summary>What is not there and what is not for who asks look the same.</summary>
    public static IResult None(HttpContext http) => http.IsApi() ? Problems.None(http) : Pages.None(http);
}
