using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Users;
using ZorgWerk.EventStore;

namespace ZorgWerk.Web.Doors;

/// <summary>Name and password, weighed and counted in one way wherever somebody comes in.</summary>
internal static class Credentials
{
    public const int LongestOrganisation = 64;

    /// <summary>Who it is, or how the answer is no.</summary>
    public static async Task<SignInAnswer> Check(HttpContext http, string organisation, string login, string password)
    {
        // What nobody can be called is nobody's login, and no guess: nothing is asked of the database with it.
        if (!UserAccounts.IsLogin(login) || !IsOrganisation(organisation) || password.Length > Password.MaximumLength) return SignInAnswer.Wrong;
        var (all, cancel, tenant) = (http.RequestServices, http.RequestAborted, new TenantId(organisation));
        var (attempts, checks, address) = (all.GetRequiredService<SignInAttempts>(), all.GetRequiredService<PasswordChecks>(), http.Connection.RemoteIpAddress);

        Duration? wait;
        Account? account = null;
        using (var turn = await checks.Turn(http))
        {
            if (!turn.IsAcquired) return SignInAnswer.Busy;
            wait = await attempts.Begin(tenant, login, address, cancel);
            if (wait is null)
            {
                account = await all.GetRequiredService<UserAccounts>().Find(tenant, login, cancel);
                if (PasswordHashing.Fits(password, account?.PasswordHash) && account is { DisabledAt: null } && IsForHere(http, account))
                {
                    await attempts.Succeeded(tenant, login, address, cancel);
                    return SignInAnswer.Of(SignedInUser.Of(tenant, account));
                }
            }
        }

        await attempts.Note(tenant, login, RequestOrigin.NetworkOf(http), Why(http, wait, account), cancel);
        if (wait is not { } longer) return SignInAnswer.Wrong;
        await checks.Delay(cancel);
        return SignInAnswer.After(longer);
    }

    /// <summary>Accounts of the demo open a demo only, by whatever they have: password, passkey, or a session of before.</summary>
    public static bool IsForHere(HttpContext http, Account account) => !account.IsDemo || http.RequestServices.GetRequiredService<SiteOptions>().IsDemo;

    private static FailedSignIn Why(HttpContext http, Duration? wait, Account? account) => (wait, account) switch
    {
        (not null, _) => FailedSignIn.SlowedDown,
        (_, null) => FailedSignIn.UnknownLogin,
        (_, { DisabledAt: not null }) => FailedSignIn.StoppedAccount,
        (_, { } known) when !IsForHere(http, known) => FailedSignIn.Demo,
        _ => FailedSignIn.WrongPassword,
    };

    private static bool IsOrganisation(string name) => name.Length is > 0 and <= LongestOrganisation && !name.Any(c => char.IsControl(c) || char.IsSurrogate(c));
}

/// <summary>How an attempt to sign in is answered.</summary>
/// <param name="Fault">Key of the words that say why not; its tail is that of the problem for programs.</param>
/// <param name="Status">For programs; a page that asks again has its own.</param>
/// <param name="Wait">How long until it may be tried again, where that is known.</param>
internal sealed record SignInAnswer(SignedInUser? User, string Fault, int Status, Duration? Wait)
{
    public static readonly SignInAnswer Wrong = new(null, "door.wrong", StatusCodes.Status401Unauthorized, null);

    public static readonly SignInAnswer Busy = new(null, "door.busy", StatusCodes.Status503ServiceUnavailable, Duration.FromSeconds(PasswordChecks.AskAgainSeconds));

    public static SignInAnswer Of(SignedInUser user) => new(user, "", StatusCodes.Status200OK, null);

    public static SignInAnswer After(Duration wait) => new(null, "door.slow", StatusCodes.Status429TooManyRequests, wait);

    /// <summary>For the words: at least one.</summary>
    public int WaitMinutes => Wait is { } wait ? (int)Math.Ceiling(wait.TotalMinutes) : 0;

    /// <summary>Says when to come back, where that is known.</summary>
    public void SayWhen(HttpContext http)
    {
        if (Wait is { } wait) http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
