using Microsoft.Playwright;
using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Caseload;
using ZorgWerk.Casework.Users;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;
using static Microsoft.Playwright.Assertions;

namespace ZorgWerk.Web.Tests;

/// <summary>The administrator lets people in and keeps them going, and sees no case.</summary>
public sealed class AdministrationSpecs(BranchSite branch, BranchWindows windows) : IClassFixture<BranchSite>, IClassFixture<BranchWindows>
{
    private static readonly string Hash = PasswordHashing.Hash(Branch.Password);

    private TestSite Site => branch.Site;

    private Caller Beheer => branch.As("beheer");

    [Fact]
    public async Task A_coach_who_is_added_signs_in_with_the_password_shown_once_and_chooses_their_own()
    {
        await using var desk = await windows.Open(Site, script: false);
        var page = await desk.NewPageAsync();
        await BranchWindows.SignIn(page, "beheer", Branch.Password);
        await page.GotoAsync("/users/new");
        await page.FillAsync("#f-name", "Nele Wouters");
        await page.FillAsync("#f-login", "nele.wouters");
        await page.CheckAsync("#f-role");
        await page.GetByLabel(PageWords.In("nl", "language.dutch")).CheckAsync();
        await page.FillAsync("#f-region", "Gent");
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "users.add") }).ClickAsync();
        var password = await page.Locator("#given").InnerTextAsync();
        await page.GotoAsync($"/users/{Id("nele.wouters")}");
        await Expect(page.Locator("#given")).ToHaveCountAsync(0);
        await page.GotoAsync("/coaches");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "Nele Wouters" })).ToContainTextAsync("Gent");

        await using var home = await windows.Open(Site, script: false);
        var hers = await home.NewPageAsync();
        await BranchWindows.SignIn(hers, "nele.wouters", password);
        await hers.GotoAsync("/today");
        await Expect(hers).ToHaveURLAsync(BranchWindows.AddressOf(Site) + "/account");
        await Expect(hers.Locator("main")).ToContainTextAsync(PageWords.In("nl", "account.password-given"));
        await hers.FillAsync("#old", password);
        await hers.FillAsync("#new", Branch.Password);
        await hers.FillAsync("#again", Branch.Password);
        await hers.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "account.password-save") }).ClickAsync();
        await hers.GotoAsync("/today");
        await Expect(hers).ToHaveURLAsync(BranchWindows.AddressOf(Site) + "/today");
    }

    [Fact]
    public async Task Who_is_stopped_is_out_at_once_and_who_is_let_in_again_signs_in()
    {
        var login = await NewUser(Role.Evaluator);
        using var caller = await Site.SignedIn(login, Branch.Password);
        (await Do(login, "disable")).Location.ShouldBe($"/users/{Id(login)}?done=disable");
        (await caller.Get("/outcomes")).IsDoor.ShouldBeTrue();
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(422);
        (await Beheer.Get("/users?state=disabled&q=iemand")).Body.ShouldContain(login);
        (await Beheer.Get("/users?state=active&q=iemand")).Body.ShouldNotContain(login);

        (await Do(login, "enable")).Status.ShouldBe(303);

        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Who_waits_after_wrong_passwords_is_helped_and_who_lost_one_gets_another()
    {
        var login = await NewUser(Role.Evaluator);
        using var caller = Site.Visitor();
        for (var attempt = 1; attempt <= 5; attempt++) await caller.SignIn(login, "fout", Branch.Name);
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(429);
        (await Beheer.Get($"/users/{Id(login)}")).Body.ShouldContain(PageWords.In("nl", "users.slowed"));
        (await Do(login, "unlock")).Status.ShouldBe(303);
        (await Beheer.Get($"/users/{Id(login)}")).Body.ShouldNotContain(PageWords.In("nl", "users.slowed"));
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(302);

        var shown = (await Do(login, "password")).Body;
        HtmlCheck.Faults(shown, "nl").ShouldBeEmpty();
        var given = shown.Split("id=\"given\">")[1].Split('<')[0];

        (await caller.Get("/outcomes")).IsDoor.ShouldBeTrue();
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(422);
        (await caller.SignIn(login, given, Branch.Name)).Location.ShouldBe("/account");
        (await caller.Get("/outcomes")).Location.ShouldBe("/account");
    }

    [Fact]
    public async Task A_given_password_opens_nothing_but_the_way_to_ones_own_and_what_was_typed_waits_for_it()
    {
        var (login, id) = (await NewUser(Role.TeamLead), Branch.Cases[0].Id(Site.House));
        var given = (await Do(login, "password")).Body.Split("id=\"given\">")[1].Split('<')[0];
        var before = await Site.Place.Ask<long>("select count(*) from mt_events");
        using var caller = Site.Visitor();
        await caller.SignIn(login, given, Branch.Name);

        foreach (var form in new[] { "/account/passkeys/question", "/account/passkeys", "/account/passkeys/remove", "/stay", $"/cases/{id}/drafts/discard" })
            (await caller.Post(form, ("name", "achterdeur"), ("credential", "{}"))).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(303, form), answer => answer.Location.ShouldBe("/account", form));
        (await caller.Get($"/cases/{id}")).Location.ShouldBe("/account");
        var held = await caller.Post($"/cases/{id}/record/write-note", ("by", Id(login).ToString()), ("f-on", "2025-06-02"), ("f-text", "Wat ik typte"));
        held.Status.ShouldBe(403);
        held.Body.ShouldContain(PageWords.In("nl", "account.password-kept"));
        held.Body.ShouldNotContain("Noor");
        HtmlCheck.Faults(held.Body, "nl").ShouldBeEmpty();
        (await Site.Place.Ask<long>("select count(*) from mt_events")).ShouldBe(before);

        var kept = System.Net.WebUtility.HtmlDecode(held.Body.Split("name=\"kept\" value=\"")[1].Split('"')[0]);
        var wrong = await caller.Post("/account/password", ("kept", kept), ("old", "fout"), ("new", Branch.Password), ("again", Branch.Password));
        wrong.Body.ShouldContain("name=\"kept\"");
        var shown = await caller.Post("/account/password", ("kept", kept), ("old", given), ("new", Branch.Password), ("again", Branch.Password));
        shown.Status.ShouldBe(200);
        shown.Body.ShouldContain("Wat ik typte");
        (await Site.Place.Ask<long>("select count(*) from mt_events")).ShouldBe(before);
        (await caller.Get($"/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_role_ends_the_session_and_opens_other_pages()
    {
        var login = await NewUser(Role.Evaluator);
        using var caller = await Site.SignedIn(login, Branch.Password);
        (await Do(login, "role", ("role", "auditor"))).Status.ShouldBe(303);
        (await caller.Get("/outcomes")).IsDoor.ShouldBeTrue();
        await caller.SignIn(login, Branch.Password, Branch.Name);
        (await caller.Get("/trail")).Status.ShouldBe(200);
        (await Do(login, "role", ("role", "baas"))).Status.ShouldBe(422);
        (await Do(login, "anything")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task What_was_done_to_an_account_is_told_on_its_page_and_cannot_be_taken_away()
    {
        var login = await NewUser(Role.Evaluator);
        await Do(login, "role", ("role", "auditor"));
        await Do(login, "disable");
        var page = (await Beheer.Get($"/users/{Id(login)}")).Body;
        page.ShouldContain(PageWords.In("nl", "account.change.disabled"));
        page.ShouldContain($"{PageWords.In("nl", "account.change.role-changed")}: {PageWords.In("nl", "role.auditor")}");
        page.ShouldContain("<span>Gebruiker beheer</span>");
        page.ShouldContain(PageWords.In("nl", "account.history-server"));

        await Should.ThrowAsync<Npgsql.PostgresException>(() => Site.Execute("delete from zw_account_changes"));
        await Should.ThrowAsync<Npgsql.PostgresException>(() => Site.Execute("update zw_account_changes set by_user = null"));
    }

    [Theory]
    [InlineData("disable", "")]
    [InlineData("role", "coach")]
    public async Task The_last_administrator_stays(string what, string role)
    {
        var refused = await Do("beheer", what, ("role", role));
        refused.Status.ShouldBe(422);
        refused.Body.ShouldContain(PageWords.In("nl", "user/last-administrator"));
        (await Beheer.Get("/users")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Two_administrators_who_stop_each_other_at_once_are_not_both_gone()
    {
        var (tenant, house) = (new TenantId("twee"), Site.House);
        foreach (var login in new[] { "een", "ander" }) await house.Users.Add(tenant, new NewUser(login, login, Role.Administrator, "nl", Hash));
        var (one, other) = (house.References.User(tenant, "een"), house.References.User(tenant, "ander"));
        for (var round = 0; round < 20; round++)
        {
            var answers = await Task.WhenAll(house.Accounts.Disable(tenant, one, other), house.Accounts.ChangeRole(tenant, other, Role.Coach, one));
            answers.Count(answer => answer == AccountDesk.LastAdministrator).ShouldBe(1);
            await house.Accounts.Enable(tenant, one, other);
            await house.Accounts.ChangeRole(tenant, other, Role.Administrator, one);
        }
    }

    [Theory]
    [InlineData("twee woorden", "evaluator", "user/login-not-fit")]
    [InlineData("lotte", "evaluator", "user/already-there")]
    [InlineData("iemand.anders", "", "record.field/not-a-choice")]
    [InlineData("iemand.anders", "coach", "register-coach/no-language")]
    public async Task What_does_not_fit_is_said_beside_its_field_and_what_was_typed_stays(string login, string role, string word)
    {
        var refused = await Beheer.Post("/users/new", ("f-name", "Iemand Anders"), ("login", login), ("role", role), ("language", "fr"), ("f-region", "Gent"));
        refused.Status.ShouldBe(422);
        System.Net.WebUtility.HtmlDecode(refused.Body).ShouldContain(PageWords.In("nl", word));
        refused.Body.ShouldContain("value=\"Iemand Anders\"");
        refused.Body.ShouldContain("value=\"Gent\"");
        HtmlCheck.Faults(refused.Body, "nl").ShouldBeEmpty();
        (await Beheer.Get("/users?q=iemand+anders")).Body.ShouldContain(PageWords.In("nl", "users.none-found"));
    }

    [Fact]
    public async Task A_certificate_is_issued_shown_and_suspended()
    {
        var coach = Id("lotte").ToString();
        var wrong = await Beheer.Post("/coaches/issue-certificate", ("f-on", "2025-02-01"), ("f-coach", coach), ("f-label", "allezi"), ("f-cohort", "allezi-2025"), ("f-validUntil", "1-1-2025"));
        wrong.Status.ShouldBe(422);
        wrong.Body.ShouldContain(PageWords.In("nl", "period/ends-before-it-starts"));
        wrong.Body.ShouldContain("value=\"allezi-2025\"");
        HtmlCheck.Faults(wrong.Body, "nl").ShouldBeEmpty();
        (await Beheer.Post("/coaches/issue-certificate", ("f-on", "2025-02-01"), ("f-coach", Guid.NewGuid().ToString()), ("f-label", "allezi"), ("f-cohort", "x"), ("f-validUntil", "1-1-2040"))).Status.ShouldBe(422);

        (await Beheer.Post("/coaches/issue-certificate", ("f-on", "2025-02-01"), ("f-coach", coach), ("f-label", "allezi"), ("f-cohort", "allezi-2025"), ("f-validUntil", "1-2-2040"))).Location.ShouldBe("/coaches?done=yes");
        (await Beheer.Get("/coaches")).Body.ShouldContain(PageWords.In("nl", "coaches.valid"));
        (await Beheer.Get($"/coaches/suspend-certificate?coach={coach}&label=allezi")).Body.ShouldContain("value=\"allezi\"");

        (await Beheer.Post("/coaches/suspend-certificate", ("f-on", "2025-03-01"), ("f-coach", coach), ("f-label", "allezi"))).Status.ShouldBe(303);
        (await Beheer.Get("/coaches")).Body.ShouldContain(PageWords.In("nl", "coaches.suspended").Replace("{0}", "1 mrt 2025", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_programme_is_set_up_and_its_rules_change_with_their_history()
    {
        (string, string)[] fields = [("f-on", "2025-02-01"), ("f-programme", "werk-in-zicht"), ("f-title", "Werk-in-zicht"), ("f-from", "1-2-2025"), ("f-followUpMonths", "3, 6"), ("f-contactDays", "14"), ("f-maximumConsentDays", "365"), ("f-networkBeforePlan", "false")];
        var wrong = await Beheer.Post("/programmes/define-programme", [.. fields, ("f-employerContactDays", "0")]);
        wrong.Status.ShouldBe(422);
        wrong.Body.ShouldContain("href=\"#f-employerContactDays\"");
        wrong.Body.ShouldContain("value=\"Werk-in-zicht\"");
        HtmlCheck.Faults(wrong.Body, "nl").ShouldBeEmpty();
        (await Beheer.Post("/programmes/define-programme", [.. fields, ("f-employerContactDays", "21")])).Location.ShouldBe("/programmes?done=yes");
        (await Beheer.Get("/programmes")).Body.ShouldContain("href=\"/programmes/werk-in-zicht\"");

        // Whatever a form brings, the programme is the one of the page.
        (await Beheer.Post("/programmes/werk-in-zicht", ("f-on", "2025-03-01"), ("f-programme", "rentree"), ("f-followUpMonths", "3"), ("f-employerContactDays", "10"), ("f-contactDays", "14"), ("f-maximumConsentDays", "365"), ("f-networkBeforePlan", "true"), ("f-requiredCertificate", "allezi")))
            .Location.ShouldBe("/programmes/werk-in-zicht?done=yes");

        var page = (await Beheer.Get("/programmes/werk-in-zicht")).Body;
        page.ShouldContain(PageWords.In("nl", "programmes.version").Replace("{0}", "2", StringComparison.Ordinal));
        page.ShouldContain(PageWords.In("nl", "programmes.version").Replace("{0}", "1", StringComparison.Ordinal));
        page.ShouldContain("Gebruiker beheer");
        (await Beheer.Get("/programmes/rentree")).Body.ShouldNotContain(PageWords.In("nl", "programmes.version").Replace("{0}", "2", StringComparison.Ordinal));
        (await Beheer.Get("/programmes/nergens")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Somebody_of_another_organisation_is_not_there()
    {
        var elsewhere = new TenantId("elders");
        await Site.House.Users.Add(elsewhere, new NewUser("vreemd", "Vera Vreemd", Role.Coach, "nl", Hash));
        var id = Site.House.References.User(elsewhere, "vreemd").Value;
        (await Beheer.Get($"/users/{id}")).Status.ShouldBe(404);
        (await Beheer.Post($"/users/{id}", ("do", "disable"))).Status.ShouldBe(404);
        (await Beheer.Get("/users")).Body.ShouldNotContain("Vera Vreemd");
        (await Site.House.Users.Find(elsewhere, "vreemd"))!.DisabledAt.ShouldBeNull();
    }

    [Fact]
    public async Task The_administrator_sees_no_case_on_any_page_nor_in_the_database()
    {
        var faults = new List<string>();
        foreach (var route in Site.Routes.Where(route => route.Takes("GET") && route.RightOf() is Right.Administer))
        {
            var body = (await Beheer.Get(route.Address(Branch.Cases[0].Id(Site.House), await Things.Of(Site, Branch.Cases[0].Id(Site.House))))).Body;
            faults.AddRange(Branch.Cases.Where(one => body.Contains(one.Person, StringComparison.Ordinal) || body.Contains(one.Reference, StringComparison.Ordinal)).Select(one => $"{route.Pattern()} tells of {one.Person}"));
        }
        faults.ShouldBeEmpty();

        await using var reading = await Site.House.Room.Enter(new Visitor(Site.House.Tenant, new UserId(Id("beheer")), Role.Administrator));
        (await CaseloadReader.LookOver(reading, new LocalDate(2025, 7, 1), onTop: 10)).Counts.All.ShouldBe(0);
        (await reading.MayShow(new StreamId(Branch.Cases[0].Id(Site.House)), "probe")).ShouldBeFalse();
        await using var events = new Npgsql.NpgsqlCommand("select count(*) from mt_events e join mt_streams s on s.id = e.stream_id where s.type = 'participant'", reading.Connection);
        (await events.ExecuteScalarAsync()).ShouldBe(0L);
    }

    private Task<Answer> Do(string login, string what, params (string, string)[] more) => Beheer.Post($"/users/{Id(login)}", [("do", what), .. more]);

    private async Task<string> NewUser(Role role)
    {
        var login = $"nieuw.{Guid.NewGuid():n}"[..20];
        (await Site.House.Users.Add(Site.House.Tenant, new NewUser(login, "Iemand Nieuw", role, "nl", Hash))).ShouldBeNull();
        return login;
    }

    private Guid Id(string login) => Site.House.References.User(Site.House.Tenant, login).Value;
}
