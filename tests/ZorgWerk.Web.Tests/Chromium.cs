using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>The browser of this machine; none is downloaded.</summary>
internal static class Chromium
{
    /// <summary>The same browser without windows comes first: it draws the same pages, and opens them twice as fast.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome.exe", "msedge.exe"];

    private static readonly string[] Elsewhere =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    public static Task<IBrowser> Launch(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });

    private static string Find() =>
        Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).Concat(Elsewhere).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium is found. Install one (apt-get install chromium), or name it in CHROME_PATH.");
}
