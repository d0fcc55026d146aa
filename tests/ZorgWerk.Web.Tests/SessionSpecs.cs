using System.Net;
using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>Sessions are the server's: what ended opens nothing for whoever kept a copy, at whichever node, and everybody sees their own.</summary>
public sealed class SessionSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly string Hash = PasswordHashing.Hash(Branch.Password);

    private TestSite Site => branch.Site;

    public static TheoryData<string> Ends => ["sign out", "end others", "end one", "password", "given password", "role", "stopped", "passkey", "administrator"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_copy_of_a_cookie_or_token_opens_nothing_once_its_session_ended(string how)
    {
        var login = await NewUser();
        using var browser = await Site.SignedIn(login, Branch.Password);
        using var copy = Copy(browser, Site.Address);
        using var program = await ApiCaller.SignIn(Site, login);
        await using var otherNode = await TestSite.Open(Branch.Name, on: Site.Place);
        using var elsewhere = Copy(browser, otherNode.Address);
        using var programElsewhere = new ApiCaller(otherNode.Address, program.Token);
        foreach (var one in new[] { copy, elsewhere }) (await one.Get("/outcomes")).Status.ShouldBe(200);
        foreach (var one in new[] { program, programElsewhere }) (await one.Get("/api/v1/programmes/rentree/figures")).Status.ShouldNotBe(401);

        var endsProgram = await End(how, login, browser);

        foreach (var one in new[] { copy, elsewhere }) (await one.Get("/outcomes")).IsDoor.ShouldBeTrue();
        foreach (var one in new[] { copy, elsewhere }) (await one.Post("/account/language", ("language", "fr"))).IsDoor.ShouldBeTrue();
        foreach (var one in new[] { program, programElsewhere }) ((await one.Get("/api/v1/programmes/rentree/figures")).Status is 401).ShouldBe(endsProgram);
    }

    [Fact]
    public async Task A_token_is_signed_out_and_is_over_for_every_copy()
    {
        using var program = await ApiCaller.SignIn(Site, "lotte");
        using var another = await ApiCaller.SignIn(Site, "lotte");

        (await program.Send(HttpMethod.Delete, "/api/v1/session", null)).Status.ShouldBe(204);

        (await program.Get("/api/v1/participants")).Problem.ShouldBe("sign-in");
        (await program.Send(HttpMethod.Delete, "/api/v1/session", null)).Status.ShouldBe(401);
        (await another.Get("/api/v1/participants")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_looks_at_their_account_sees_where_they_are_signed_in_and_nobody_elses()
    {
        var login = await NewUser();
        using var here = await Site.SignedIn(login, Branch.Password);
        using var phone = Site.Visitor(IPAddress.Parse("127.77.88.99"));
        await SignInWith(phone, login, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1");
        using var program = await ApiCaller.SignIn(Site, login);

        var page = (await here.Get("/account")).Body;

        HtmlCheck.Faults(page, "nl").ShouldBeEmpty();
        page.ShouldContain("Telefoon, Safari");
        page.ShouldContain("127.77.88.x");
        page.ShouldNotContain("127.77.88.99");
        page.ShouldContain(PageWords.In("nl", "account.device.program"));
        Count(page, PageWords.In("nl", "account.session-here")).ShouldBe(1);
        Count(page, "action=\"/account/sessions/end\"").ShouldBe(2);
        (await phone.Get("/account")).Body.ShouldContain(PageWords.In("nl", "account.session-here"));
        using var stranger = await Site.SignedIn(await NewUser(), Branch.Password);
        (await stranger.Get("/account")).Body.ShouldContain(PageWords.In("nl", "account.sessions-only"));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var login = await NewUser();
        using var caller = await Site.SignedIn(login, Branch.Password);
        var id = await Site.Ask<Guid>($"select session_id from zw_sessions where user_id = '{Id(login)}'");

        var refused = await branch.As("yasmina").Post("/account/sessions/end", ("session", id.ToString()));

        refused.Status.ShouldBe(422);
        refused.Body.ShouldContain(PageWords.In("nl", "account.session-gone"));
        HtmlCheck.Faults(refused.Body, "nl").ShouldBeEmpty();
        (await caller.Get("/account")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_comes_with_a_session_that_was_ended_is_told_so_and_not_that_they_were_away()
    {
        var login = await NewUser();
        using var caller = await Site.SignedIn(login, Branch.Password);
        await Site.House.Accounts.EndSessions(Site.House.Tenant, new(Id(login)), new(Id("beheer")));

        var door = await caller.Get("/outcomes");
        var asked = await caller.Get(door.Location!);

        asked.Body.ShouldContain(PageWords.In("nl", "door.ended"));
        asked.Body.ShouldNotContain(PageWords.In("nl", "door.away"));
    }

    [Fact]
    public async Task A_cookie_of_a_version_that_kept_no_sessions_asks_to_sign_in_again_and_says_why()
    {
        using var old = Site.Visitor();
        old.Cookies.Add(Site.Address, new Cookie("zw-session", Sealed(Site, await Unlisted("lotte"))));

        var door = await old.Get("/today");

        door.IsDoor.ShouldBeTrue();
        (await old.Get(door.Location!)).Body.ShouldContain(PageWords.In("nl", "door.renewed"));
    }

    [Fact]
    public async Task Signing_in_again_in_the_same_browser_leaves_no_session_behind()
    {
        var login = await NewUser();
        using var caller = await Site.SignedIn(login, Branch.Password);
        await caller.SignIn(login, Branch.Password, Branch.Name);

        (await Site.House.Sessions.Of(Site.House.Tenant, new(Id(login)), null, SystemClock.Instance.GetCurrentInstant())).Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_table_holds_what_a_cookie_carries_and_what_was_over_for_a_month_is_forgotten()
    {
        var (login, now) = (await NewUser(), SystemClock.Instance.GetCurrentInstant());
        var secret = await Site.House.Sessions.Open(
            Site.House.Tenant, new(Id(login)), SessionKind.Browser, byPasskey: false, new SessionOrigin("10.0.0.x", "computer/Firefox"), now, now + Duration.FromMinutes(30));
        (await Site.Ask<long>($"select count(*) from zw_sessions t where t::text like '%{secret.Text}%'")).ShouldBe(0);
        $"{secret}".ShouldNotContain(secret.Text);

        await Site.House.Sessions.Forget(now + Duration.FromDays(30));
        (await Site.Ask<long>($"select count(*) from zw_sessions where user_id = '{Id(login)}'")).ShouldBe(1);
        await Site.Execute($"update zw_sessions set until_at = now() - interval '31 days' where user_id = '{Id(login)}'");
        await Site.House.Sessions.Forget(now);
        (await Site.Ask<long>($"select count(*) from zw_sessions where user_id = '{Id(login)}'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.x")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.x")]
    [InlineData("2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3::/48")]
    [InlineData("::1", "::/48")]
    public void An_address_is_kept_without_what_tells_a_household(string address, string kept) => RequestOrigin.NetworkOf(IPAddress.Parse(address)).ShouldBe(kept);

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "computer/Edge")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "computer/Firefox")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36", "phone/Chrome")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "tablet/Safari")]
    [InlineData("", "computer/")]
    [InlineData("<script>", "computer/")]
    public void A_browser_is_kept_as_its_family(string agent, string kept) => RequestOrigin.DeviceOf(agent).ShouldBe(kept);

    [Theory]
    [InlineData("curl/8.9.1", "curl")]
    [InlineData("", "")]
    [InlineData("<script>alert(1)</script>", "")]
    public void A_program_is_kept_by_its_name(string agent, string kept) => RequestOrigin.ProgramOf(agent).ShouldBe(kept);

    /// <returns>Whether the program's session ends too.</returns>
    private async Task<bool> End(string how, string login, Caller browser)
    {
        var (tenant, user, by, accounts) = (Site.House.Tenant, new Coaching.UserId(Id(login)), new Coaching.UserId(Id("beheer")), Site.House.Accounts);
        switch (how)
        {
            case "sign out":
                (await browser.Post("/sign-out")).Status.ShouldBe(302);
                return false;
            case "end others":
                using (var another = await Site.SignedIn(login, Branch.Password))
                {
                    (await another.Post("/account/sessions/end-others")).Location.ShouldBe("/account?done=sessions");
                    (await another.Get("/account?done=sessions")).Body.ShouldContain(PageWords.In("nl", "account.done.sessions"));
                }
                return true;
            case "end one":
                using (var another = await Site.SignedIn(login, Branch.Password))
                {
                    var id = await Site.Ask<Guid>($"select session_id from zw_sessions where user_id = '{user.Value}' and kind = 'browser' order by created_at limit 1");
                    (await another.Post("/account/sessions/end", ("session", id.ToString()))).Location.ShouldBe("/account?done=session");
                    (await another.Get("/account")).Status.ShouldBe(200);
                }
                return false;
            case "password":
                using (var another = await Site.SignedIn(login, Branch.Password))
                {
                    (await another.Post("/account/password", ("old", Branch.Password), ("new", "nog een lang wachtwoord"), ("again", "nog een lang wachtwoord"))).Status.ShouldBe(303);
                    (await another.Get("/account")).Status.ShouldBe(200);
                }
                return true;
            case "given password":
                await accounts.SetPassword(tenant, user, Hash, by);
                return true;
            case "role":
                await accounts.ChangeRole(tenant, user, Role.Auditor, by);
                return true;
            case "stopped":
                await accounts.Disable(tenant, user, by);
                return true;
            case "passkey":
                await Site.Execute($"insert into zw_passkeys select '\\x{Guid.NewGuid():n}', tenant_id, user_id, gen_random_uuid(), '\\x00', 0, 'x', '{{}}', true, true, true, now(), null from zw_users where user_id = '{user.Value}'");
                (await Site.House.Passkeys.Remove(tenant, user, null, by)).ShouldBeTrue();
                return true;
            default:
                (await branch.As("beheer").Get($"/users/{user.Value}")).Body.ShouldContain(PageWords.In("nl", "users.sessions"));
                (await branch.As("beheer").Post($"/users/{user.Value}", ("do", "sessions"))).Status.ShouldBe(303);
                (await branch.As("beheer").Get($"/users/{user.Value}")).Body.ShouldContain(PageWords.In("nl", "account.change.sessions-ended"));
                return true;
        }
    }

    private static Caller Copy(Caller from, Uri address)
    {
        var copy = new Caller(address);
        foreach (var cookie in from.Cookies.GetAllCookies().Where(cookie => cookie.Name == "zw-session")) copy.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", address.Host));
        return copy;
    }

    /// <summary>As it was before sessions were kept.</summary>
    private async Task<System.Security.Claims.ClaimsPrincipal> Unlisted(string login) =>
        SignedInUser.Of(Site.House.Tenant, (await Site.House.Users.Find(Site.House.Tenant, login))!).ToPrincipal();

    private static string Sealed(TestSite site, System.Security.Claims.ClaimsPrincipal principal)
    {
        var options = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions
            .GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>>(site.App.Services).Get("Cookies");
        var now = SystemClock.Instance.GetCurrentInstant().ToDateTimeOffset();
        return options.TicketDataFormat.Protect(new(principal, new() { IssuedUtc = now, ExpiresUtc = now.AddMinutes(20) }, "Cookies"));
    }

    private static async Task SignInWith(Caller caller, string login, string agent)
    {
        caller.UserAgent = agent;
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(302);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private async Task<string> NewUser()
    {
        var login = $"nieuw.{Guid.NewGuid():n}"[..20];
        (await Site.House.Users.Add(Site.House.Tenant, new NewUser(login, "Iemand Nieuw", Role.Evaluator, "nl", Hash))).ShouldBeNull();
        return login;
    }

    private Guid Id(string login) => Site.House.References.User(Site.House.Tenant, login).Value;
}
