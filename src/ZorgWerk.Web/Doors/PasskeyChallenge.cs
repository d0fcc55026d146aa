using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ZorgWerk.Web.Doors;

/// <summary>What was asked of the browser, sealed into a cookie until it answers, within minutes.</summary>
internal static class PasskeyChallenge
{
    /// <summary>No answer of a device is near this long.</summary>
    public const int LongestAnswer = 20_000;

    private const string Cookie = "zw-passkey";

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// <summary>Sends the question, and keeps what its answer is held against.</summary>
    /// <param name="purpose">What for, and whose: an answer to another question is none.</param>
    public static IResult Ask(HttpContext http, string purpose, string options, string state)
    {
        http.Response.Cookies.Append(Cookie, Protector(http, purpose).Protect(state, Lasts), Flags);
        return Results.Text(options, "application/json");
    }

    /// <summary>Nothing when nothing was asked, or too long ago.</summary>
    public static string? Take(HttpContext http, string purpose)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } kept) return null;
        http.Response.Cookies.Delete(Cookie, Flags);
        try
        {
            return Protector(http, purpose).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Flags => new() { SameSite = SameSiteMode.Strict, IsEssential = true };

    private static ITimeLimitedDataProtector Protector(HttpContext http, string purpose) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("zorgwerk/passkey", purpose).ToTimeLimitedDataProtector();
}
