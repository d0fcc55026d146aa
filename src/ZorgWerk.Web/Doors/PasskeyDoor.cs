using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web.Doors;

/// <summary>Coming in with a passkey: nobody types a name, the device knows whose it is.</summary>
internal static class PasskeyDoor
{
    public const string Address = "/sign-in/passkey", Question = "/sign-in/passkey/question";

    private const string Purpose = "sign-in";

    public static void MapPasskeyDoor(this IEndpointRouteBuilder app)
    {
        app.MapPost(Question, async ([FromForm] IFormCollection _, HttpContext http, IPasskeyHandler<PasskeyOwner> handler) =>
        {
            var asked = await handler.MakeRequestOptionsAsync(null, http);
            return PasskeyChallenge.Ask(http, Purpose, asked.RequestOptionsJson, asked.AssertionState ?? "");
        }).ExcludeFromDescription().Needs(Right.Anyone);
        app.MapPost(Address, ComeIn).ExcludeFromDescription().Needs(Right.Anyone);
    }

    private static async Task<IResult> ComeIn(
        [FromForm] IFormCollection form, HttpContext http, IPasskeyHandler<PasskeyOwner> handler, UserAccounts accounts, Passkeys passkeys, SignInAttempts attempts, CancellationToken cancel)
    {
        IResult Stay(string fault) => Door.Stay(http, form, fault);
        var answer = form["credential"].ToString();
        if (answer.Length == 0) return Stay("door.passkey-script");
        if (PasskeyChallenge.Take(http, Purpose) is not { } state) return Stay("door.passkey-late");
        if (answer.Length > PasskeyChallenge.LongestAnswer) return Stay("door.passkey-wrong");

        var checkedAnswer = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = answer, AssertionState = state });
        PasskeyStore.ThrowIfAway(checkedAnswer.Failure);
        if (checkedAnswer is not { Succeeded: true, User: { } owner, Passkey: { } used })
        {
            // Whose it was is not known, nor of which organisation: the one that this service is for.
            var site = http.RequestServices.GetRequiredService<SiteOptions>();
            await attempts.Note(new TenantId(site.Organisation), new UserId(Guid.Empty), RequestOrigin.NetworkOf(http), FailedSignIn.Passkey, cancel);
            return Stay("door.passkey-wrong");
        }
        if (await accounts.Find(owner.Tenant, owner.User, cancel) is not { DisabledAt: null } account)
        {
            await attempts.Note(owner.Tenant, owner.User, RequestOrigin.NetworkOf(http), FailedSignIn.StoppedAccount, cancel);
            return Stay("door.passkey-wrong");
        }

        if (!Credentials.IsForHere(http, account))
        {
            await attempts.Note(owner.Tenant, owner.User, RequestOrigin.NetworkOf(http), FailedSignIn.Demo, cancel);
            return Stay("door.passkey-wrong");
        }

        // Whatever was guessed at the password of this login, a passkey is no guess.
        await passkeys.Used(used.CredentialId, used.SignCount, used.IsBackedUp, cancel);
        return await Door.LetIn(http, SignedInUser.Of(owner.Tenant, account), byPasskey: true, form);
    }
}
