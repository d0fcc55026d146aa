using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework.Users;

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
        [FromForm] IFormCollection form, HttpContext http, IPasskeyHandler<PasskeyOwner> handler, UserAccounts accounts, Passkeys passkeys, IClock clock, CancellationToken cancel)
    {
        IResult Stay(string fault) => Door.Stay(http, form, fault);
        var answer = form["credential"].ToString();
        if (answer.Length == 0) return Stay("door.passkey-script");
        if (PasskeyChallenge.Take(http, Purpose) is not { } state) return Stay("door.passkey-late");
        if (answer.Length > PasskeyChallenge.LongestAnswer) return Stay("door.passkey-wrong");

        var checkedAnswer = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = answer, AssertionState = state });
        PasskeyStore.ThrowIfAway(checkedAnswer.Failure);
        if (checkedAnswer is not { Succeeded: true, User: { } owner, Passkey: { } used }) return Stay("door.passkey-wrong");
        if (await accounts.Find(owner.Tenant, owner.User, cancel) is not { DisabledAt: null } account) return Stay("door.passkey-wrong");
        if (account.LockedUntil is { } until && until > clock.GetCurrentInstant()) return Stay("door.locked");
        await passkeys.Used(used.CredentialId, used.SignCount, used.IsBackedUp, cancel);
        if (await accounts.RecordSignIn(owner.Tenant, account.Id, succeeded: true, cancel)) return Stay("door.locked");
        return await Door.LetIn(http, SignedInUser.Of(owner.Tenant, account), form);
    }
}
