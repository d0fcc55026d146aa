using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.OwnAccount;

/// <summary>What everybody settles about their own account: language, password, passkeys, sessions.</summary>
internal static class AccountEndpoints
{
    public const string Address = "/account", Question = "/account/passkeys/question";

    /// <summary>How far back somebody is told how often signing in with their login failed.</summary>
    private static readonly Duration FailedLately = Duration.FromDays(30);

    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        app.MapGet(Address, (string? done, HttpContext http, CancellationToken cancel) => Show(http, new AccountTyped { Done = done is not null && PageWords.Has($"account.done.{done}") ? done : null }, cancel))
            .ExcludeFromDescription().Needs(Right.SignedIn).ServesGivenPassword();
        app.MapPost("/account/language", Speak).ExcludeFromDescription().Needs(Right.SignedIn).ServesGivenPassword().KeepsNothing("A choice of three, and nothing is typed.");
        app.MapPost("/account/password", ChangePassword).ExcludeFromDescription().Needs(Right.SignedIn).ServesGivenPassword().KeepsNothing("Passwords are typed here, and they are never shown.");
        app.MapPost(Question, Ask).ExcludeFromDescription().Needs(Right.SignedIn).KeepsNothing("A script asks, and nothing is typed.");
        app.MapPost("/account/passkeys", Add).ExcludeFromDescription().Needs(Right.SignedIn).KeepsNothing("A device makes a key for this one request; sent again it would be none.");
        app.MapPost("/account/passkeys/rename", Rename).ExcludeFromDescription().Needs(Right.SignedIn);
        app.MapPost("/account/passkeys/remove", Remove).ExcludeFromDescription().Needs(Right.SignedIn).KeepsNothing("A button, and nothing is typed.");
        app.MapPost("/account/sessions/end", EndSession).ExcludeFromDescription().Needs(Right.SignedIn).KeepsNothing("A button, and nothing is typed.");
        app.MapPost("/account/sessions/end-others", EndOtherSessions).ExcludeFromDescription().Needs(Right.SignedIn).KeepsNothing("A button, and nothing is typed.");
    }

    /// <summary>Asks for a password of one's own before anything else.</summary>
    /// <param name="kept">A sealed form, to be shown again after it.</param>
    public static Task<IResult> AskPassword(HttpContext http, string kept) => Show(http, new AccountTyped { Kept = kept }, http.RequestAborted, StatusCodes.Status403Forbidden);

    private static async Task<IResult> Show(HttpContext http, AccountTyped typed, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var user = SignedInUser.Of(http.User)!;
        var all = http.RequestServices;
        var history = await all.GetRequiredService<AccountDesk>().History(user.Tenant, user.Id, cancel);
        return Pages.Show<AccountPage>(http, new
        {
            Typed = typed,
            Account = (await all.GetRequiredService<UserAccounts>().Find(user.Tenant, user.Id, cancel))!,
            Passkeys = await all.GetRequiredService<Passkeys>().Of(user.Tenant, user.Id, cancel),
            Failed = await all.GetRequiredService<FailedSignIns>().Of(user.Tenant, user.Id, Sessions.Now(http) - FailedLately, cancel),
            Sessions = await all.GetRequiredService<UserSessions>().Of(user.Tenant, user.Id, user.Session, Sessions.Now(http), cancel),
            History = history,
            Names = await all.GetRequiredService<UserAccounts>().Names(user.Tenant, history.Select(change => change.By).OfType<UserId>(), cancel),
        }, typed.Fault is null ? status : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Speak([FromForm] IFormCollection form, HttpContext http, AccountDesk desk, UserAccounts accounts, CancellationToken cancel)
    {
        var (user, language) = (SignedInUser.Of(http.User)!, form["language"].ToString());
        if (!Words.Languages.Contains(language)) return await Show(http, new AccountTyped { Fault = "account.language-none", At = "language" }, cancel);
        await desk.SetLanguage(user.Tenant, user.Id, language, cancel);
        OtherLanguage.Speak(http, language);
        await StayIn(http, user, accounts, cancel);
        return new SeeOther($"{Address}?done=language");
    }

    private static async Task<IResult> ChangePassword([FromForm] IFormCollection form, HttpContext http, AccountDesk desk, UserAccounts accounts, PasswordChecks checks, CancellationToken cancel)
    {
        var (user, old, next) = (SignedInUser.Of(http.User)!, form["old"].ToString(), form["new"].ToString());
        Task<IResult> Again(string fault, string at, params string[] about) => Show(http, new AccountTyped { Fault = fault, At = at, About = about, Kept = form["kept"] }, cancel);
        var owner = new PasswordOwner((await accounts.LoginOf(user.Tenant, user.Id, cancel))!, user.Name, user.Tenant.Value);
        if (Password.Fault(next, owner) is { } no) return await Again(no.Code, "new", [.. no.About]);
        if (next != form["again"].ToString()) return await Again("account.password-differs", "again");

        // Who guesses here is held to what holds at the door.
        var known = await Credentials.Check(http, owner.Organisation, owner.Login, old);
        if (known.User is null)
            return known == SignInAnswer.Wrong ? await Again("account.password-old-wrong", "old") : await Again(known.Fault, "old", $"{known.WaitMinutes}");
        if (next == old) return await Again("account.password-same", "new");

        await desk.SetPassword(user.Tenant, user.Id, await checks.Hash(next, cancel), user.Id, user.Session, cancel);
        return KeptForm.Open(http, form["kept"], await StayIn(http, user, accounts, cancel)) ?? new SeeOther($"{Address}?done=password");
    }

    private static async Task<IResult> Ask([FromForm] IFormCollection _, HttpContext http, IPasskeyHandler<PasskeyOwner> handler)
    {
        var user = SignedInUser.Of(http.User)!;
        var owner = new PasskeyOwner(user.Tenant, user.Id);
        var asked = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = owner.Handle, Name = user.Name, DisplayName = user.Name }, http);
        return PasskeyChallenge.Ask(http, Purpose(user), asked.CreationOptionsJson, asked.AttestationState ?? "");
    }

    private static async Task<IResult> Add([FromForm] IFormCollection form, HttpContext http, IPasskeyHandler<PasskeyOwner> handler, Passkeys passkeys, CancellationToken cancel)
    {
        var (user, answer, name) = (SignedInUser.Of(http.User)!, form["credential"].ToString(), form["name"].ToString().Trim());
        Task<IResult> Again(string fault, string at = "name") => Show(http, new AccountTyped { Fault = fault, At = at, Name = name }, cancel);
        if (!IsName(name)) return await Again("account.passkey-name");
        if (answer.Length == 0) return await Again("account.passkey-script");
        if (PasskeyChallenge.Take(http, Purpose(user)) is not { } state) return await Again("account.passkey-late");
        if (answer.Length > PasskeyChallenge.LongestAnswer) return await Again("account.passkey-wrong");

        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = answer, AttestationState = state });
        PasskeyStore.ThrowIfAway(made.Failure);
        if (made is not { Succeeded: true, Passkey: { } passkey, UserEntity: { } entity } || entity.Id != new PasskeyOwner(user.Tenant, user.Id).Handle) return await Again("account.passkey-wrong");
        if (!await passkeys.Add(PasskeyStore.From(passkey, user.Tenant, user.Id, name), cancel)) return await Again("passkey.already");
        return new SeeOther($"{Address}?done=passkey");
    }

    private static async Task<IResult> Rename([FromForm] IFormCollection form, HttpContext http, Passkeys passkeys, CancellationToken cancel)
    {
        var (user, name) = (SignedInUser.Of(http.User)!, form["name"].ToString().Trim());
        if (!Guid.TryParse(form["passkey"], out var id)) return await Show(http, new AccountTyped { Fault = "account.passkey-gone", At = "name" }, cancel);
        if (!IsName(name)) return await Show(http, new AccountTyped { Fault = "account.passkey-name", At = $"name-{id}", Name = name }, cancel);
        return await passkeys.Rename(user.Tenant, user.Id, id, name, cancel) ? new SeeOther($"{Address}?done=renamed") : await Show(http, new AccountTyped { Fault = "account.passkey-gone", At = "name" }, cancel);
    }

    private static async Task<IResult> Remove([FromForm] IFormCollection form, HttpContext http, Passkeys passkeys, UserAccounts accounts, CancellationToken cancel)
    {
        var user = SignedInUser.Of(http.User)!;
        if (!Guid.TryParse(form["passkey"], out var id) || !await passkeys.Remove(user.Tenant, user.Id, id, user.Id, user.Session, cancel))
            return await Show(http, new AccountTyped { Fault = "account.passkey-gone", At = "name" }, cancel);
        await StayIn(http, user, accounts, cancel);
        return new SeeOther($"{Address}?done=removed");
    }

    private static async Task<IResult> EndSession([FromForm] IFormCollection form, HttpContext http, UserSessions sessions, CancellationToken cancel)
    {
        var user = SignedInUser.Of(http.User)!;
        var isThere = Guid.TryParse(form["session"], out var id)
            && await sessions.End(user.Tenant, user.Id, id, UserSessions.EndedElsewhere, Sessions.Now(http), cancel);
        return isThere ? new SeeOther($"{Address}?done=session") : await Show(http, new AccountTyped { Fault = "account.session-gone", At = "sessions" }, cancel);
    }

    private static async Task<IResult> EndOtherSessions([FromForm] IFormCollection _, HttpContext http, UserSessions sessions, CancellationToken cancel)
    {
        var user = SignedInUser.Of(http.User)!;
        await sessions.EndOthers(user.Tenant, user.Id, user.Session, UserSessions.EndedElsewhere, Sessions.Now(http), cancel);
        return new SeeOther($"{Address}?done=sessions");
    }

    /// <summary>This session goes on under what the account is now; the others end.</summary>
    private static async Task<SignedInUser> StayIn(HttpContext http, SignedInUser user, UserAccounts accounts, CancellationToken cancel)
    {
        var now = SignedInUser.Of(user.Tenant, (await accounts.Find(user.Tenant, user.Id, cancel))!) with { Session = user.Session };
        http.User = now.ToPrincipal();
        await http.SignInAsync(http.User);
        return now;
    }

    private static string Purpose(SignedInUser user) => $"add:{user.Id.Value}";

    private static bool IsName(string name) => name.Length <= Passkeys.LongestName && PersonalText.Fault(name) is null;
}

/// <summary>What was typed, and what became of it.</summary>
public sealed record AccountTyped
{
    /// <summary>Key of what is wrong.</summary>
    public string? Fault { get; init; }

    public IReadOnlyList<string> About { get; init; } = [];

    /// <summary>Id of the field that it is about.</summary>
    public string At { get; init; } = "";

    public string? Name { get; init; }

    public string? Done { get; init; }

    /// <summary>A form that was sent and waits, sealed.</summary>
    public string? Kept { get; init; }
}
