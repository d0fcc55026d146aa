using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Web.OwnAccount;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Doors;

/// <summary>What happens to who may not pass: a stranger is asked to sign in, and a user is told what would be told if the page did not exist.</summary>
internal sealed class Answers : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        // A form is taken all the same: one that was typed before the password was given again would be lost.
        if (authorizeResult.Succeeded && HttpMethods.IsGet(context.Request.Method) && SignedInUser.Of(context.User) is { HasGivenPassword: true } && context.Request.Path != AccountEndpoints.Address)
            context.Response.Redirect(AccountEndpoints.Address);
        else if (authorizeResult.Succeeded) await next(context);
        else if (SignedInUser.Of(context.User) is null)
        {
            if (await KeptForm.Seal(context) is { } kept)
                await Pages.Show<SignInPage>(context, new { Notice = "door.kept", Kept = kept, context.RequestServices.GetRequiredService<SiteOptions>().Organisation }, StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            else await context.ChallengeAsync();
        }
        else await Pages.None(context).ExecuteAsync(context);
    }
}
