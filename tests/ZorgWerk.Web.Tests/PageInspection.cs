using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>Looks at pages in one window and gathers what is wrong with them; a picture of each is left in <c>artifacts/screenshots</c>.</summary>
internal sealed class PageInspection(IBrowserContext window, string language)
{
    private const int MostBytes = 100_000;

    private static readonly int[] Widths = [1280, 320];

    private static readonly AxeRunOptions Rules = new() { Rules = new Dictionary<string, RuleOptions> { ["target-size"] = new() { Enabled = true } } };

    private static readonly string Pictures = Path.Combine(Top(), "artifacts/screenshots");

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public async Task Inspect(string name, string address)
    {
        void Fault(string what) => _faults.Add($"{name} {language} {address}: {what}");
        var page = await window.NewPageAsync();
        page.PageError += (_, error) => Fault($"script: {error}");
        // The page that is not there is told so by the browser itself.
        page.Console += (_, line) => { if (line.Type is "error" or "warning" && !line.Text.Contains("404 (Not Found)", StringComparison.Ordinal)) Fault($"console: {line.Text}"); };
        page.Response += (_, answer) => { if (!answer.Request.IsNavigationRequest && answer.Status >= 400) Fault($"{answer.Url} answered {answer.Status}"); };
        await page.SetViewportSizeAsync(Widths[0], 900);
        var response = (await page.GotoAsync(address))!;
        if (response.Status != (name.StartsWith("none.", StringComparison.Ordinal) ? 404 : 200)) Fault($"answered {response.Status}");
        var html = await response.TextAsync();
        if (html.Length > MostBytes) Fault($"{html.Length} bytes");
        foreach (var fault in HtmlCheck.Faults(html, language)) Fault(fault);
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var violation in (await page.RunAxe(Rules)).Violations)
                Fault($"{width} px: {violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html.Length > 160 ? node.Html[..160] : node.Html))}");
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width) Fault($"{width} px: needs {needed} px");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.{language}.{width}.png"), FullPage = true });
        }
        await page.CloseAsync();
    }

    private static string Top()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "ZorgWerk.EventSourced.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
