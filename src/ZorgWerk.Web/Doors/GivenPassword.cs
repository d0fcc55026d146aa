using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ZorgWerk.Web.Api;
using ZorgWerk.Web.OwnAccount;
using ZorgWerk.Web.Record;

namespace ZorgWerk.Web.Doors;

/// <summary>
/// A password that somebody else made opens one door: to a password of one's own. No page, no form and no new passkey before that, or whoever
/// made it would have a way in that stays when the password is changed.
/// </summary>
internal static class GivenPassword
{
    private sealed record Mark;

    /// <summary>A route that is needed on the way to a password of one's own.</summary>
    public static T ServesGivenPassword<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new Mark());

    public static bool HoldsBack(HttpContext http) => SignedInUser.Of(http.User) is { HasGivenPassword: true } && http.GetEndpoint()?.Metadata.GetMetadata<Mark>() is null;

    /// <summary>Asks for a password of one's own; a form that was sent is kept until there is one.</summary>
    public static async Task<IResult> Ask(HttpContext http)
    {
        if (http.IsApi()) return Problems.Of(http, StatusCodes.Status403Forbidden, "api.given-password");
        return await KeptForm.Seal(http) is { } kept ? await AccountEndpoints.AskPassword(http, kept) : new SeeOther(AccountEndpoints.Address);
    }
}
