using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>Coming in, staying in, going out.</summary>
public sealed class DoorSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly string Hash = PasswordHashing.Hash(Branch.Password);

    private TestSite Site => branch.Site;

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_told_the_same_and_what_was_typed_stays()
    {
        var login = await NewUser();
        using var caller = Site.Visitor();
        var wrong = await caller.SignIn(login, "fout", Branch.Name);
        var unknown = await caller.SignIn("niemand", "fout", Branch.Name);

        (wrong.Status, unknown.Status).ShouldBe((422, 422));
        wrong.Comparable.ShouldContain($"value=\"{login}\"");
        wrong.Comparable.Replace(login, "niemand", StringComparison.Ordinal).ShouldBe(unknown.Comparable);
        wrong.Body.ShouldNotContain("value=\"fout\"");
        wrong.SetCookies.ShouldNotContain(cookie => cookie.StartsWith("zw-session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_from_before_a_stop_does_not_live_again_after_it()
    {
        var login = await NewUser();
        using var caller = await Site.SignedIn(login, Branch.Password);
        var (tenant, user, by) = (Site.House.Tenant, new Coaching.UserId(Id(login)), Site.House.References.User(Site.House.Tenant, "beheer"));
        await Site.House.Accounts.Disable(tenant, user, by);
        await Site.House.Accounts.Enable(tenant, user, by);

        (await caller.Get("/today")).IsDoor.ShouldBeTrue();
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Who_is_disabled_is_out_at_once_and_does_not_come_in_again()
    {
        var login = await NewUser();
        using var caller = await Site.SignedIn(login, Branch.Password);
        (await caller.Get("/today")).Status.ShouldBe(200);

        await Site.Execute($"update zw_users set disabled_at = now() where user_id = '{Id(login)}'");

        (await caller.Get("/today")).IsDoor.ShouldBeTrue();
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(422);
    }

    [Theory]
    [InlineData("password_hash = 'another'")]
    [InlineData("role = 'evaluator'")]
    public async Task A_session_ends_when_the_account_is_no_longer_what_it_was_opened_with(string change)
    {
        var login = await NewUser();
        using var caller = await Site.SignedIn(login, Branch.Password);
        (await caller.Get("/today")).Status.ShouldBe(200);

        await Site.Execute($"update zw_users set {change} where user_id = '{Id(login)}'");

        (await caller.Get("/today")).IsDoor.ShouldBeTrue();
    }

    [Fact]
    public async Task After_half_an_hour_away_the_door_asks_again_and_leads_back_to_where_one_was()
    {
        var time = new HandTime();
        await using var site = await TestSite.Open(Branch.Name, services: (services, _) => services.AddSingleton<TimeProvider>(time), on: Site.Place);
        using var caller = await site.SignedIn("lotte", Branch.Password);
        time.Advance(TimeSpan.FromMinutes(20));
        (await caller.Get("/today")).Status.ShouldBe(200);
        time.Advance(TimeSpan.FromMinutes(20));
        (await caller.Get("/today")).Status.ShouldBe(200);

        time.Advance(TimeSpan.FromMinutes(31));
        var door = await caller.Get("/today?list=attention");
        door.IsDoor.ShouldBeTrue();
        var asked = await caller.Get(door.Location!);
        asked.Body.ShouldContain(PageWords.In("nl", "door.away"));
        asked.Body.ShouldContain("name=\"back\" value=\"/today?list=attention\"");

        (await caller.SignIn("lotte", Branch.Password, Branch.Name, "/today?list=attention")).Location.ShouldBe("/today?list=attention");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    public async Task Nobody_is_led_to_another_site(string back)
    {
        using var caller = Site.Visitor();
        (await caller.SignIn("lotte", Branch.Password, Branch.Name, back)).Location.ShouldBe("/");
        (await caller.Get($"/language/fr?back={Uri.EscapeDataString(back)}")).Location.ShouldBe("/");
        (await caller.Get($"/sign-in?back={Uri.EscapeDataString(back)}")).Body.ShouldNotContain("name=\"back\" value=\"" + back);
    }

    [Fact]
    public async Task The_language_changes_and_the_page_stays()
    {
        using var caller = await Site.SignedIn("lotte", Branch.Password);
        var page = await caller.Get("/today?list=attention");
        page.Body.ShouldContain("<html lang=\"nl\"");
        page.Body.ShouldContain("/language/fr?back=%2Ftoday%3Flist%3Dattention");

        (await caller.Get("/language/fr?back=%2Ftoday%3Flist%3Dattention")).Location.ShouldBe("/today?list=attention");

        (await caller.Get("/today?list=attention")).Body.ShouldContain("<html lang=\"fr\"");
        (await caller.Get("/language/de?back=%2Ftoday")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        using var caller = await Site.SignedIn("lotte", Branch.Password);
        (await caller.Get("/sign-out")).Status.ShouldBe(405);
        (await caller.Get("/today")).Status.ShouldBe(200);

        (await caller.Post("/sign-out")).Location.ShouldBe("/sign-in?notice=out");

        (await caller.Get("/today")).IsDoor.ShouldBeTrue();
        (await caller.Get("/sign-in?notice=out")).Body.ShouldContain(PageWords.In("nl", "door.out"));
    }

    [Fact]
    public async Task No_script_of_anybodys_reads_the_session_and_no_other_site_sends_it()
    {
        using var caller = Site.Visitor();
        var session = (await caller.SignIn("lotte", Branch.Password, Branch.Name)).SetCookies.Single(cookie => cookie.StartsWith("zw-session=", StringComparison.Ordinal));
        var flags = session.Split("; ").Skip(1).Select(flag => flag.ToLowerInvariant()).ToList();
        flags.ShouldContain("httponly");
        flags.ShouldContain("samesite=lax");
        // Gone with the browser, not with a date.
        flags.ShouldNotContain(flag => flag.StartsWith("expires", StringComparison.Ordinal) || flag.StartsWith("max-age", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    public async Task A_form_without_its_token_is_refused_with_a_page(string address)
    {
        using var caller = await Site.SignedIn("lotte", Branch.Password);
        var refused = await caller.PostWithoutToken(address, ("login", "lotte"));

        (refused.Status, refused.Type).ShouldBe((400, "text/html"));
        refused.Body.ShouldContain(PageWords.In("nl", "stale.title"));
        (await caller.Get("/today")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_an_address_cannot_mean_is_refused_with_a_page()
    {
        var refused = await branch.As("lotte").Get("/today?page=veel");
        (refused.Status, refused.Type).ShouldBe((400, "text/html"));
    }

    [Fact]
    public async Task A_fault_of_ours_shows_a_page_and_nothing_of_the_fault()
    {
        await using var site = await TestSite.Open(Branch.Name, on: Site.Place, routes: app =>
            Doors.Rights.Needs(Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/broken", string () => throw new InvalidOperationException("secret")), Doors.Right.Anyone));
        using var caller = site.Visitor();
        var broken = await caller.Get("/broken");

        (broken.Status, broken.Type).ShouldBe((500, "text/html"));
        broken.Body.ShouldContain(PageWords.In("nl", "mishap.title"));
        broken.Body.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Everybody_begins_at_a_page_of_their_own_and_is_told_where_the_rest_of_their_work_is()
    {
        (await branch.As("beheer").Get("/")).Location.ShouldBe("/users");
        var welcome = await branch.As("beheer").Get("/welcome");
        (welcome.Status, welcome.Type).ShouldBe((200, "text/html"));
        welcome.Body.ShouldContain("zorgwerk user add");
        using var stranger = Site.Visitor();
        (await stranger.Get("/welcome")).IsDoor.ShouldBeTrue();
        (await stranger.Get("/")).Location.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task Who_signed_in_at_one_node_is_signed_in_at_another()
    {
        string[] up = ["up", "--accept-loss", "--port", "0", "--json", "--organisation", Branch.Name, .. Site.Place.Here];
        using var first = Zorgwerk.Start(up);
        using var second = Zorgwerk.Start(up);
        var (here, there) = (await Address(first), await Address(second));
        using var caller = new Caller(here);
        (await caller.SignIn("lotte", Branch.Password, Branch.Name)).Status.ShouldBe(302);

        using var elsewhere = new Caller(there);
        foreach (System.Net.Cookie cookie in caller.Cookies.GetAllCookies()) elsewhere.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, "/", there.Host));
        (await elsewhere.Get("/today")).Status.ShouldBe(200);
        // A form of the one is taken by the other.
        (await elsewhere.Post("/sign-out")).Location.ShouldBe("/sign-in?notice=out");
    }

    private static async Task<Uri> Address(Zorgwerk up) => new(System.Text.Json.JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!);

    private async Task<string> NewUser()
    {
        var login = $"nieuw.{Guid.NewGuid():n}"[..20];
        (await Site.House.Users.Add(Site.House.Tenant, new NewUser(login, "Iemand Nieuw", Role.Coach, "nl", Hash))).ShouldBeNull();
        return login;
    }

    private Guid Id(string login) => Site.House.References.User(Site.House.Tenant, login).Value;
}
