using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>A browser to look at a <see cref="Branch"/> with, at the name of this machine: a passkey belongs to a name, never to a number.</summary>
public sealed class BranchWindows : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.Launch(_playwright);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    internal static string AddressOf(TestSite site) => $"http://localhost:{site.Address.Port}";

    internal async Task<IBrowserContext> Open(TestSite site, bool script = true, string language = "nl") => await _browser!.NewContextAsync(new BrowserNewContextOptions
    {
        BaseURL = AddressOf(site), Locale = language, JavaScriptEnabled = script, ReducedMotion = ReducedMotion.Reduce,
    });

    /// <summary>A page on a device that has a passkey reader and whose owner always says yes.</summary>
    internal static async Task<IPage> Device(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        var device = await window.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return page;
    }

    internal static async Task SignIn(IPage page, string login, string password)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#login", login);
        await page.FillAsync("#password", password);
        await page.PressAsync("#password", "Enter");
        // Asked for again and again: the events of a page that loads may all have come before anybody waits for one.
        await Assertions.Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }
}
