using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ZorgWerk.Cli;

namespace ZorgWerk.Web.Tests;

/// <summary>The invented pilot with its demo users on the day after its last entry, and a browser to look at it with.</summary>
public sealed class Demo : IAsyncLifetime
{
    public const string Name = "demo";

    /// <summary>One of its own for the specs that look at every page: they take as long as all others of the demo.</summary>
    public const string Pages = "demo pages";

    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 19, 7, 45);

    private readonly Dictionary<string, IReadOnlyList<System.Net.Cookie>> _sessions = [];
    private TestSite? _site;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal TestSite Site => _site ?? throw new InvalidOperationException("It is not open yet.");

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.Launch(_playwright);
        _site = await TestSite.Open("demo", Fill, (services, _) => services.AddSingleton<NodaTime.IClock>(new FakeClock(Morning)).AddSingleton(new SiteOptions("demo") { IsDemo = true }));
        foreach (var view in Site.House.BackgroundViews) await view.CatchUp();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_site is not null) await _site.DisposeAsync();
    }

    /// <summary>A window in which somebody is signed in and reads a language.</summary>
    /// <param name="login">Nobody when there is none.</param>
    internal async Task<IBrowserContext> Window(string? login, string language, bool script = true)
    {
        var window = await _browser!.NewContextAsync(new BrowserNewContextOptions { BaseURL = Site.Address.ToString(), Locale = language, JavaScriptEnabled = script, ReducedMotion = ReducedMotion.Reduce });
        List<Microsoft.Playwright.Cookie> cookies = [new() { Name = "zw-lang", Value = language, Url = Site.Address.ToString() }];
        if (login is not null)
            cookies.AddRange((await Session(login)).Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = Site.Address.ToString() }));
        await window.AddCookiesAsync(cookies);
        return window;
    }

    /// <summary>The case of theirs in which most happened, or of all for who has none of their own.</summary>
    internal Task<Guid> RichestCase(string login) => Site.Place.Ask<Guid>($"""
        select c.participant_id from zw_caseload c join zw_timeline t using (tenant_id, participant_id)
        where c.phase = 'open' group by c.participant_id, c.coach_id
        order by c.coach_id is distinct from '{Site.House.References.User(Site.House.Tenant, login).Value}', count(*) desc, c.participant_id limit 1
        """);

    // Once for each: a password is made slow to check.
    private async Task<IReadOnlyList<System.Net.Cookie>> Session(string login)
    {
        if (_sessions.TryGetValue(login, out var session)) return session;
        using var caller = await Site.SignedIn(login, Site.House.DemoPassword);
        return _sessions[login] = caller.Cookies.GetCookies(Site.Address).ToList();
    }

    private static async Task Fill(House house)
    {
        await using var pilot = typeof(House).Assembly.GetManifestResourceStream("pilot.jsonl")!;
        await house.Importer().Import(house.Tenant, pilot, dryRun: false, _ => { });
        await DemoUsers.Make(house, CancellationToken.None);
    }
}

[CollectionDefinition(Demo.Name)]
public sealed class DemoCollection : ICollectionFixture<Demo>;

[CollectionDefinition(Demo.Pages)]
public sealed class DemoPagesCollection : ICollectionFixture<Demo>;
