using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Shell;
using static Microsoft.Playwright.Assertions;

namespace ZorgWerk.Web.Tests;

/// <summary>A passkey is made on one's own account and opens the door, in a real browser with a device that has one.</summary>
public sealed partial class PasskeySpecs(BranchSite branch, BranchWindows windows) : IClassFixture<BranchSite>, IClassFixture<BranchWindows>
{
    private static readonly string Hash = PasswordHashing.Hash(Branch.Password);

    private TestSite Site => branch.Site;

    [Fact]
    public async Task A_passkey_made_on_the_account_opens_the_door_without_a_name_and_leads_back_to_where_one_was()
    {
        var login = await NewUser();
        await using var window = await windows.Open(Site);
        var page = await WithPasskey(window, login, "laptop thuis");
        await Expect(page.Locator("main")).ToContainTextAsync("laptop thuis");
        await SignOut(page);

        await page.GotoAsync("/sign-in?back=%2Ftoday%3Flist%3Dattention");
        await ByPasskey(page);

        await Expect(page).ToHaveURLAsync(BranchWindows.AddressOf(Site) + "/today?list=attention");
        await Expect(page.Locator(".me")).ToContainTextAsync("Iemand Nieuw");
        (await Site.Place.Ask<bool>($"select last_used_at is not null and is_user_verified from zw_passkeys where user_id = '{Id(login)}'")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_passkey_that_was_removed_opens_nothing_and_removing_needs_no_script()
    {
        var login = await NewUser();
        await using var window = await windows.Open(Site);
        var page = await WithPasskey(window, login, "oude telefoon");
        using (var caller = await Site.SignedIn(login, Branch.Password))
        {
            var passkey = await Site.Place.Ask<Guid>($"select passkey_id from zw_passkeys where user_id = '{Id(login)}'");
            (await caller.Post("/account/passkeys/rename", ("passkey", passkey.ToString()), ("name", "telefoon van de trein"))).Location.ShouldBe("/account?done=renamed");
            (await caller.Get("/account")).Body.ShouldContain("telefoon van de trein");
            (await caller.Post("/account/passkeys/remove", ("passkey", passkey.ToString()))).Location.ShouldBe("/account?done=removed");
            (await caller.Get("/account")).Status.ShouldBe(200);
            (await page.GotoAsync("/account"))!.Url.ShouldContain("/sign-in");
            (await caller.Post("/account/passkeys/remove", ("passkey", passkey.ToString()))).Status.ShouldBe(422);
        }

        await ByPasskey(page);

        await Expect(page.Locator("#fout")).ToContainTextAsync(PageWords.In("nl", "door.passkey-wrong"));
        (await page.GotoAsync("/today"))!.Url.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task Nobody_renames_or_removes_the_passkey_of_somebody_else()
    {
        var login = await NewUser();
        await using var window = await windows.Open(Site);
        await WithPasskey(window, login, "van mij");
        var passkey = await Site.Place.Ask<Guid>($"select passkey_id from zw_passkeys where user_id = '{Id(login)}'");

        (await branch.As("yasmina").Post("/account/passkeys/remove", ("passkey", passkey.ToString()))).Status.ShouldBe(422);
        (await branch.As("yasmina").Post("/account/passkeys/rename", ("passkey", passkey.ToString()), ("name", "van haar"))).Status.ShouldBe(422);

        (await Site.House.Passkeys.Of(Site.House.Tenant, new(Id(login)))).ShouldHaveSingleItem().Name.ShouldBe("van mij");
    }

    [Fact]
    public async Task Who_has_a_passkey_comes_in_whatever_was_guessed_and_who_is_stopped_does_not()
    {
        var login = await NewUser();
        await using var window = await windows.Open(Site);
        var page = await WithPasskey(window, login, "laptop");
        await SignOut(page);

        // From where the passkey comes too.
        using (var guesser = Site.Visitor(System.Net.IPAddress.Loopback))
        {
            for (var guess = 1; guess <= 5; guess++) (await guesser.SignIn(login, $"fout {guess}", Branch.Name)).Status.ShouldBe(422);
            (await guesser.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(429);
        }
        await ByPasskey(page);
        await Expect(page.Locator(".me")).ToContainTextAsync("Iemand Nieuw");
        await SignOut(page);

        await Site.House.Accounts.Disable(Site.House.Tenant, new(Id(login)), new(Id("beheer")));
        await ByPasskey(page);
        await Expect(page.Locator("#fout")).ToContainTextAsync(PageWords.In("nl", "door.passkey-wrong"));

        await Site.House.Accounts.Enable(Site.House.Tenant, new(Id(login)), new(Id("beheer")));
        await ByPasskey(page);
        await Expect(page).ToHaveURLAsync(BranchWindows.AddressOf(Site) + "/today");
    }

    [Fact]
    public async Task Who_has_a_given_password_is_asked_for_their_own_after_a_passkey_too()
    {
        var login = await NewUser();
        await using var window = await windows.Open(Site);
        var page = await WithPasskey(window, login, "laptop");
        await SignOut(page);
        await Site.House.Accounts.SetPassword(Site.House.Tenant, new(Id(login)), Hash, new(Id("beheer")));
        await page.GotoAsync("/sign-in");

        await ByPasskey(page);

        await Expect(page).ToHaveURLAsync(BranchWindows.AddressOf(Site) + "/account");
        await Expect(page.Locator("main")).ToContainTextAsync(PageWords.In("nl", "account.password-given"));
    }

    [Fact]
    public async Task What_was_typed_before_the_session_ran_out_is_there_again_after_a_passkey()
    {
        var login = await NewUser();
        await using var window = await windows.Open(Site);
        var page = await WithPasskey(window, login, "laptop");
        await page.GotoAsync("/cases/new");
        await page.FillAsync("#f-name", "Imane Bakkali");
        await window.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "zw-session" });
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "new.save") }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(PageWords.In("nl", "door.kept"));

        await ByPasskey(page);

        await Expect(page.Locator("#f-name")).ToHaveValueAsync("Imane Bakkali");
        await Expect(page.Locator("main")).ToContainTextAsync(PageWords.In("nl", "record.kept"));
    }

    [Fact]
    public async Task A_device_that_gives_none_is_told_in_words_and_the_page_stays()
    {
        await using var window = await windows.Open(Site);
        var page = await BranchWindows.Device(window);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#login", "lotte");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "door.passkey") }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(PageWords.In("nl", "passkey.stopped"));
        await Expect(page.Locator("#login")).ToHaveValueAsync("lotte");
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Without_script_the_door_and_the_account_say_what_a_passkey_needs(string language)
    {
        using var caller = new Caller(Site.Address, language);
        var refused = await caller.Post("/sign-in/passkey", ("credential", ""), ("back", "/today"));
        refused.Status.ShouldBe(422);
        refused.Body.ShouldContain(PageWords.In(language, "door.passkey-script"));
        refused.Body.ShouldContain("name=\"back\" value=\"/today\"");
        HtmlCheck.Faults(refused.Body, language).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, "{}")]
    [InlineData(true, "geen json")]
    [InlineData(true, """{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA","userHandle":"AAAA"}}""")]
    [InlineData(false, "{}")]
    public async Task An_answer_that_no_device_gave_opens_nothing(bool asked, string answer)
    {
        using var caller = Site.Visitor();
        if (asked) (await caller.Post("/sign-in/passkey/question")).Type.ShouldBe("application/json");

        var refused = await caller.Post("/sign-in/passkey", ("credential", answer));

        refused.Status.ShouldBe(422);
        refused.Body.ShouldContain(PageWords.In("nl", asked ? "door.passkey-wrong" : "door.passkey-late"));
        (await caller.Get("/today")).IsDoor.ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_that_cannot_tell_is_not_told_as_a_passkey_that_does_not_fit()
    {
        var handle = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Guid.NewGuid().ToString())).TrimEnd('=');
        using var caller = Site.Visitor();
        (await caller.Post("/sign-in/passkey/question")).Type.ShouldBe("application/json");
        await Site.Execute("alter table zw_passkeys rename to gone");
        try
        {
            var answer = $$$"""{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA","userHandle":"{{{handle}}}"}}""";
            (await caller.Post("/sign-in/passkey", ("credential", answer))).Status.ShouldBe(500);
        }
        finally
        {
            await Site.Execute("alter table gone rename to zw_passkeys");
        }
    }

    [Fact]
    public async Task A_passkey_needs_a_name_and_an_answer_to_what_was_asked()
    {
        using var caller = await Site.SignedIn(await NewUser(), Branch.Password);
        async Task Refused(string word, params (string, string)[] fields)
        {
            var refused = await caller.Post("/account/passkeys", fields);
            refused.Status.ShouldBe(422);
            refused.Body.ShouldContain(PageWords.In("nl", word));
            HtmlCheck.Faults(refused.Body, "nl").ShouldBeEmpty();
        }
        await Refused("account.passkey-name", ("name", " "), ("credential", "{}"));
        await Refused("account.passkey-name", ("name", new string('x', 61)), ("credential", "{}"));
        await Refused("account.passkey-script", ("name", "laptop"), ("credential", ""));
        await Refused("account.passkey-late", ("name", "laptop"), ("credential", "{}"));
        (await caller.Post("/account/passkeys/question")).Type.ShouldBe("application/json");
        await Refused("account.passkey-wrong", ("name", "laptop"), ("credential", "{}"));
    }

    [Fact]
    public async Task No_table_holds_the_name_of_a_passkey_in_the_clear()
    {
        var login = await NewUser();
        await using var window = await windows.Open(Site);
        await WithPasskey(window, login, "laptop van Yasmina");
        (await Site.Place.Ask<long>("select count(*) from zw_passkeys t where t::text ilike '%yasmina%'")).ShouldBe(0);
        (await Site.Place.Ask<string>($"select string_agg(what, ' ' order by change_id) from zw_account_changes where user_id = '{Id(login)}'")).ShouldBe("added passkey-added");
    }

    [Fact]
    public async Task The_pages_of_a_passkey_keep_their_promises_at_a_name()
    {
        var login = await NewUser();
        await using var window = await windows.Open(Site);
        await WithPasskey(window, login, "laptop thuis");
        var pages = new PageInspection(window, "nl");
        await pages.Inspect("account-with-passkey", "/account?done=passkey");
        await window.ClearCookiesAsync(new BrowserContextClearCookiesOptions { Name = "zw-session" });
        await pages.Inspect("sign-in-at-a-name", "/sign-in");
        (await pages.Faults()).ShouldBeEmpty();
    }

    private static async Task<IPage> WithPasskey(IBrowserContext window, string login, string name)
    {
        var page = await BranchWindows.Device(window);
        await BranchWindows.SignIn(page, login, Branch.Password);
        await page.GotoAsync("/account");
        await page.FillAsync("#name", name);
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "account.passkey-add") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Done());
        return page;
    }

    private static async Task SignOut(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "shell.signout") }).ClickAsync();
        await Expect(page.Locator("#login")).ToBeVisibleAsync();
    }

    private static Task ByPasskey(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "door.passkey") }).ClickAsync();

    private async Task<string> NewUser()
    {
        var login = $"nieuw.{Guid.NewGuid():n}"[..20];
        (await Site.House.Users.Add(Site.House.Tenant, new NewUser(login, "Iemand Nieuw", Role.Coach, "nl", Hash))).ShouldBeNull();
        return login;
    }

    private Guid Id(string login) => Site.House.References.User(Site.House.Tenant, login).Value;

    [GeneratedRegex("/account\\?done=passkey$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Done();
}
