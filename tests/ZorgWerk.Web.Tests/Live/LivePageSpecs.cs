using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>A page that stands open shows what a colleague records, and never takes away what is typed. In real Chromium.</summary>
public sealed class LivePageSpecs : IAsyncLifetime
{
    private readonly Guid _case = Guid.NewGuid();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private TestSite? _site;

    private TestSite Site => _site!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.Launch(_playwright);
        _site = await TestSite.Open(Branch.Name, async house =>
        {
            await Branch.Fill(house);
            await Branch.AddCase(house, _case, "Noor Voorbeeld");
        });
    }

    public async Task DisposeAsync()
    {
        await _browser!.DisposeAsync();
        _playwright!.Dispose();
        await Site.DisposeAsync();
    }

    [Fact]
    public async Task What_a_team_lead_records_appears_on_the_coachs_open_page()
    {
        await using var window = await Window("lotte");
        var page = await Open(window, $"/cases/{_case}");
        var faults = Watch(page);
        await Assertions.Expect(page.Locator("ol.tl > li")).ToHaveCountAsync(7);
        await Record(51);

        await Assertions.Expect(page.Locator("ol.tl > li")).ToHaveCountAsync(8, Patience<LocatorAssertionsToHaveCountOptions>());
        await Assertions.Expect(page.Locator(".live")).ToHaveTextAsync("Gebruiker els heeft iets vastgelegd in dit dossier. Je ziet het hier al.");
        page.Url.ShouldEndWith($"/cases/{_case}");
        await Axe(page);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_being_typed_stays_and_the_change_is_a_link_away()
    {
        await using var window = await Window("lotte");
        var page = await Open(window, "/today");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("Noor");
        await Record(52);

        var notice = page.Locator(".live");
        await Assertions.Expect(notice).ToContainTextAsync("Gebruiker els heeft iets vastgelegd in een dossier van deze lijst.", Patience<LocatorAssertionsToContainTextOptions>());
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("Noor");
        await Axe(page);
        await notice.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("");
        page.Url.ShouldEndWith("/today");
    }

    [Fact]
    public async Task Many_changes_at_once_are_shown_together_and_the_page_rests_in_between()
    {
        const int Many = 12;
        await using var window = await Window("lotte");
        var page = await Open(window, $"/cases/{_case}");
        var faults = Watch(page);
        int before, rounds = 0;
        var looks = new ConcurrentQueue<TimeSpan>();
        var isOver = new TaskCompletionSource();
        var clock = Stopwatch.StartNew();
        await page.RouteAsync($"**/cases/{_case}", async route =>
        {
            looks.Enqueue(clock.Elapsed);
            await isOver.Task;
            await route.ContinueAsync();
        });
        for (var number = 0; number < Many; number++) await Record(60 + number);
        var answered = clock.Elapsed;
        isOver.SetResult();

        await Assertions.Expect(page.Locator("ol.tl > li")).ToHaveCountAsync(7 + Many, Patience<LocatorAssertionsToHaveCountOptions>());
        // The page rests before it looks again. Who looked for each of them would then go on looking.
        do
        {
            before = looks.Count;
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
        while ((looks.Count > before || looks.Count == 1) && ++rounds < 15);
        looks.Count.ShouldBeInRange(2, Many / 2);
        var (first, second) = (looks.First(), looks.ElementAt(1));
        (second - answered).ShouldBeGreaterThan(TimeSpan.FromTicks(Math.Min(TimeSpan.FromSeconds(9).Ticks, 3 * (answered - first).Ticks)));
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_the_service_was_away_the_page_takes_up_where_it_was()
    {
        var port = Site.Address.Port;
        await using var window = await Window("lotte");
        var page = await Open(window, $"/cases/{_case}");
        await Record(53);
        await Assertions.Expect(page.Locator("ol.tl > li")).ToHaveCountAsync(8, Patience<LocatorAssertionsToHaveCountOptions>());

        await Site.App.StopAsync();
        await using var between = await TestSite.Open(Branch.Name, on: Site.Place);
        await Record(54, between);
        await using var again = await TestSite.Open(Branch.Name, on: Site.Place, port: port);

        await Assertions.Expect(page.Locator("ol.tl > li")).ToHaveCountAsync(9, Patience<LocatorAssertionsToHaveCountOptions>());
    }

    [Fact]
    public async Task What_is_followed_from_a_page_is_for_who_may_see_it_and_leaves_a_trace()
    {
        using var lotte = await Site.SignedIn("lotte", Branch.Password);
        var live = System.Net.WebUtility.HtmlDecode((await lotte.Get($"/cases/{_case}")).Body.Split("data-live=\"")[1].Split('"')[0]);
        using var stranger = Site.Visitor();
        (await stranger.Get(live)).IsDoor.ShouldBeTrue();
        foreach (var (login, asked) in new[] { ("yasmina", $"/live?case={_case}"), ("allezi", $"/live?case={_case}"), ("beheer", "/live") })
        {
            using var other = await Site.SignedIn(login, Branch.Password);
            (await other.Get(asked)).Comparable.ShouldBe((await other.Get("/not-there")).Comparable);
        }
        (await Site.Place.Ask<bool[]>($"select array_agg(allowed) from zw_readings where participant_id = '{_case}' and page = 'live'")).ShouldBe([false, false]);
    }

    [Fact]
    public async Task A_page_that_looks_by_itself_keeps_no_session_going()
    {
        var time = new HandTime();
        await using var site = await TestSite.Open(Branch.Name, services: (services, _) => services.AddSingleton<TimeProvider>(time), on: Site.Place);
        using var lotte = await site.SignedIn("lotte", Branch.Password);
        time.Advance(TimeSpan.FromMinutes(20));
        (await lotte.Get("/today", ("Zw-Live", "1"))).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(200), answer => answer.SetCookies.ShouldNotContain(cookie => cookie.StartsWith("zw-session", StringComparison.Ordinal)));
        (await lotte.Get("/today")).SetCookies.ShouldContain(cookie => cookie.StartsWith("zw-session", StringComparison.Ordinal));
    }

    private async Task Record(int minutes, TestSite? at = null)
    {
        using var els = await ApiCaller.SignIn(at ?? Site, "els");
        (await els.HoldSession(_case, minutes)).Status.ShouldBe(201);
    }

    private async Task<IBrowserContext> Window(string login)
    {
        using var caller = await Site.SignedIn(login, Branch.Password);
        var window = await _browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = Site.Address.ToString(), Locale = "nl" });
        await window.AddCookiesAsync(caller.Cookies.GetCookies(Site.Address).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = Site.Address.ToString() }));
        return window;
    }

    private static async Task<IPage> Open(IBrowserContext window, string address)
    {
        var page = await window.NewPageAsync();
        var following = page.WaitForResponseAsync(answer => answer.Url.Contains("/live?", StringComparison.Ordinal));
        await page.GotoAsync(address);
        (await following).Status.ShouldBe(200);
        return page;
    }

    private static List<string> Watch(IPage page)
    {
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, line) => { if (line.Type is "error" or "warning") faults.Add(line.Text); };
        return faults;
    }

    private static async Task Axe(IPage page)
    {
        await page.EvaluateAsync(new Deque.AxeCore.Commons.BundledAxeScriptProvider().GetScript());
        (await page.EvaluateAsync<string[]>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(one => `${one.id}: ${one.nodes[0].html}`)")).ShouldBeEmpty();
    }

    /// <summary>Only so that a spec that sees nothing ends.</summary>
    private static T Patience<T>() where T : class, new()
    {
        var options = new T();
        typeof(T).GetProperty("Timeout")!.SetValue(options, 30_000f);
        return options;
    }
}
