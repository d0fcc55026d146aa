using ZorgWerk.Casework.Users;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web.Doors;

/// <summary>Name and password, weighed and counted in one way wherever somebody comes in.</summary>
internal static class Credentials
{
    public const string Wrong = "door.wrong";
    public const string Locked = "door.locked";

    /// <returns>Who it is; or nobody, and the key of the words that say why.</returns>
    public static async Task<(SignedInUser? User, string Fault)> Check(UserAccounts accounts, IClock clock, string organisation, string login, string password, CancellationToken cancel)
    {
        if (login.Length is 0 or > UserAccounts.LongestLogin || organisation.Length is 0 or > 64 || password.Length > Password.MaximumLength) return (null, Wrong);
        var tenant = new TenantId(organisation);
        var account = await accounts.Find(tenant, login, cancel);
        var locked = account?.LockedUntil is { } until && until > clock.GetCurrentInstant();
        var fits = PasswordHashing.Fits(password, account?.PasswordHash);
        if (account is null || account.DisabledAt is not null) return (null, Wrong);
        if (locked) return (null, Locked);
        if (await accounts.RecordSignIn(tenant, account.Id, fits, cancel)) return (null, Locked);
        if (!fits) return (null, Wrong);
        return (SignedInUser.Of(tenant, account), "");
    }
}
