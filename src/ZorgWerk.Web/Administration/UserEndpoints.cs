using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Record;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Administration;

/// <summary>Who works here: let somebody in, help who is locked out, stop who has left.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        app.MapGet("/users", All).ExcludeFromDescription().Needs(Right.Administer);
        app.MapGet("/users/new", async (HttpContext http, ReadingRoom room, CancellationToken cancel) => Pages.Show<NewUserPage>(http, new { View = await NewUserForm.Empty(http, room, cancel) }))
            .ExcludeFromDescription().Needs(Right.Administer);
        app.MapGet("/users/failed", Failed).ExcludeFromDescription().Needs(Right.Administer);
        app.MapPost("/users/new", Add).ExcludeFromDescription().Needs(Right.Administer).AsksFor("register-coach");
        app.MapGet("/users/{user:guid}", (Guid user, string? done, HttpContext http, CancellationToken cancel) => Show(http, new UserId(user), new UserPageSays(Done: done is not null && PageWords.Has($"users.done.{done}") ? done : null), cancel))
            .ExcludeFromDescription().Needs(Right.Administer);
        app.MapPost("/users/{user:guid}", Change).ExcludeFromDescription().Needs(Right.Administer).KeepsNothing("Buttons and a role, and nothing is typed.");
    }

    private static async Task<IResult> All(string? q, string? role, string? state, HttpContext http, UserAccounts accounts, CancellationToken cancel)
    {
        var filter = new UserFilter(q?.Trim(), Kebab.Parse<Role>(role), state is "disabled" or "active" ? state : null);
        var all = await accounts.All(SignedInUser.Of(http.User)!.Tenant, cancel);
        return Pages.Show<UsersPage>(http, new { Filter = filter, All = all.Count, Found = all.Where(filter.Fits).OrderBy(user => user.Name, StringComparer.CurrentCultureIgnoreCase).ToList() });
    }

    private static async Task<IResult> Failed(HttpContext http, FailedSignIns failed, CancellationToken cancel)
    {
        var (tenant, since) = (SignedInUser.Of(http.User)!.Tenant, Sessions.Now(http) - SignInAttempts.ShownFor);
        return Pages.Show<FailedSignInsPage>(http, new
        {
            Days = await failed.ByDay(tenant, since, cancel), Networks = await failed.ByNetwork(tenant, since, FailedSignInsPage.MostNetworks, cancel),
        });
    }

    /// <summary>First the account, then the coach: a coach without an account can be mended on the page of coaches, and nothing is half done unseen.</summary>
    private static async Task<IResult> Add([FromForm] IFormCollection form, HttpContext http, ReadingRoom room, UserAccounts accounts, CaseDesk desk, References references, PasswordChecks checks, CancellationToken cancel)
    {
        var me = SignedInUser.Of(http.User)!;
        var view = (await NewUserForm.Empty(http, room, cancel)).Sent(form);
        IResult Again(NewUserForm again) => Pages.Show<NewUserPage>(http, new { View = again }, StatusCodes.Status422UnprocessableEntity);
        var id = references.User(me.Tenant, view.Login);
        var (coach, faults) = view.Read(new CoachId(id.Value), PageContext.Of(http).Today);
        if (faults.Count > 0) return Again(view with { Faults = faults });

        var password = Password.Generate();
        var user = new NewUser(view.Login, view.Name, view.Role!.Value, view.Language, await checks.Hash(password, cancel)) { By = me.Id, MustChangePassword = true };
        if (await accounts.Add(me.Tenant, user, cancel) is { } no) return Again(view with { Faults = [new ShownFault(no.Field ?? "login", no.Code, no)] });
        // From here on the account is there, and its password is shown whatever becomes of the rest.
        FormTrouble? not = null;
        if (coach is var (step, body))
            not = await FormDesk.Take(desk, new StepCommand(me.Tenant, new EventStore.CommandId(view.Coach.Command), me.Id, references.CoachStream(me.Tenant, step.Coach), step, body), cancel) switch
            {
                FormAnswer.Done => null,
                FormAnswer.NotDone(var trouble) => trouble,
                _ => throw new UnreachableException(),
            };
        return Given(http, id, view.Name, view.Login, password, "added", not);
    }

    /// <summary>A password is shown once, on a page that asks nothing more of the database: what is away by then cannot take it along.</summary>
    private static RazorComponentResult<GivenPasswordPage> Given(HttpContext http, UserId id, string name, string login, string password, string done, FormTrouble? notCoach = null) =>
        Pages.Show<GivenPasswordPage>(http, new { Id = id, Name = name, Login = login, Password = password, Done = done, NotCoach = notCoach });

    private static async Task<IResult> Change(Guid user, [FromForm] IFormCollection form, HttpContext http, UserAccounts accounts, AccountDesk desk, Passkeys passkeys, PasswordChecks checks, CancellationToken cancel)
    {
        var (me, id, what) = (SignedInUser.Of(http.User)!, new UserId(user), form["do"].ToString());
        if (await accounts.Find(me.Tenant, id, cancel) is null) return Pages.None(http);
        Refusal? no = null;
        switch (what)
        {
            case "disable":
                no = await desk.Disable(me.Tenant, id, me.Id, cancel);
                break;
            case "enable":
                no = await desk.Enable(me.Tenant, id, me.Id, cancel);
                break;
            case "unlock":
                no = await desk.Unlock(me.Tenant, id, me.Id, cancel);
                break;
            case "role" when Kebab.Parse<Role>(form["role"]) is { } role:
                no = await desk.ChangeRole(me.Tenant, id, role, me.Id, cancel);
                break;
            case "passkeys":
                await passkeys.Remove(me.Tenant, id, null, me.Id, id == me.Id ? me.Session : null, cancel);
                break;
            case "sessions":
                no = await desk.EndSessions(me.Tenant, id, me.Id, cancel);
                break;
            // One's own is changed on one's own page, where the old one is asked.
            case "password" when id != me.Id && (await accounts.All(me.Tenant, cancel)).FirstOrDefault(one => one.Id == id) is { } account:
                var password = Password.Generate();
                await desk.SetPassword(me.Tenant, id, await checks.Hash(password, cancel), me.Id, cancel: cancel);
                return Given(http, id, account.Name, account.Login, password, "password");
            default:
                return await Show(http, id, new UserPageSays(Fault: "users.nothing-asked"), cancel);
        }
        return no is null ? new SeeOther($"/users/{user}?done={what}") : await Show(http, id, new UserPageSays(Fault: no.Code), cancel);
    }

    private static async Task<IResult> Show(HttpContext http, UserId id, UserPageSays says, CancellationToken cancel)
    {
        var (tenant, all) = (SignedInUser.Of(http.User)!.Tenant, http.RequestServices);
        var accounts = all.GetRequiredService<UserAccounts>();
        if ((await accounts.All(tenant, cancel)).FirstOrDefault(user => user.Id == id) is not { } shown) return Pages.None(http);
        var history = await all.GetRequiredService<AccountDesk>().History(tenant, id, cancel);
        return Pages.Show<UserPage>(http, new
        {
            Shown = shown, Says = says, History = history,
            Account = (await accounts.Find(tenant, id, cancel))!,
            IsSlowedDown = await all.GetRequiredService<SignInAttempts>().IsSlowedDown(tenant, id, cancel),
            Failed = await all.GetRequiredService<FailedSignIns>().Of(tenant, id, Sessions.Now(http) - Duration.FromDays(30), cancel),
            SessionCount = (await all.GetRequiredService<UserSessions>().Of(tenant, id, null, Sessions.Now(http), cancel)).Count,
            PasskeyCount = (await all.GetRequiredService<Passkeys>().Of(tenant, id, cancel)).Count,
            Names = await accounts.Names(tenant, history.Select(change => change.By).OfType<UserId>(), cancel),
        }, says.Fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}

/// <summary>Which users are looked for.</summary>
public sealed record UserFilter(string? Words, Role? Role, string? State)
{
    public bool Fits(User user) =>
        (string.IsNullOrEmpty(Words) || user.Name.Contains(Words, StringComparison.CurrentCultureIgnoreCase) || user.Login.Contains(Words, StringComparison.OrdinalIgnoreCase))
        && (Role is null || user.Role == Role) && (State is null || State is "disabled" == user.DisabledAt is not null);
}

/// <summary>What the page of a user says above all else.</summary>
public sealed record UserPageSays(string? Done = null, string? Fault = null);
