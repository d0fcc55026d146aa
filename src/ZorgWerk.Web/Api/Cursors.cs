using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Api;

/// <summary>Places to go on from, as they travel: sealed, so that nobody makes one up or reads how much there is, and good only for who was given it.</summary>
internal sealed class Cursors(IDataProtectionProvider protection)
{
    /// <param name="list">What is gone through.</param>
    public string Seal(SignedInUser user, string list, string place) => For(user, list).Protect(place);

    /// <summary>The place; nothing when it is not one of ours.</summary>
    public string? Open(SignedInUser user, string list, string cursor)
    {
        try
        {
            return For(user, list).Unprotect(cursor);
        }
        catch (Exception tampered) when (tampered is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector For(SignedInUser user, string list) => protection.CreateProtector("zorgwerk/cursor", user.Tenant.Value, user.Id.Value.ToString("N"), list);
}
