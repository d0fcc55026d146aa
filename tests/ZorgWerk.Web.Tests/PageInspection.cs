using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>Looks at pages in one window and gathers what is wrong with them; a picture of each is left in <c>artifacts/screenshots</c>.</summary>
internal sealed class PageInspection(IBrowserContext window, string language)
{
    private const int MostBytes = 100_000;

    private static readonly int[] Widths = [1280, 320];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Put in once a page, and asked for what is wrong only: what is right would take longer to tell than to find.
    private const string Ask = """
        async () => (await axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }))
          .violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)
        """;

    public static readonly string Pictures = Path.Combine(Top(), "artifacts/screenshots");

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Everything, at each width, with a picture.</summary>
    public Task Inspect(string name, string address) => Look(name, address, Widths, closely: true);

    /// <summary>Only what another language may spoil: the words, and the room they take on a phone.</summary>
    public Task Glance(string name, string address) => Look(name, address, [Widths[^1]], closely: false);

    private async Task Look(string name, string address, int[] widths, bool closely)
    {
        void Fault(string what) => _faults.Add($"{name} {language} {address}: {what}");
        var page = await window.NewPageAsync();
        page.PageError += (_, error) => Fault($"script: {error}");
        // The page that is not there is told so by the browser itself.
        page.Console += (_, line) => { if (line.Type is "error" or "warning" && !line.Text.Contains("404 (Not Found)", StringComparison.Ordinal)) Fault($"console: {line.Text}"); };
        page.Response += (_, answer) => { if (!answer.Request.IsNavigationRequest && answer.Status >= 400) Fault($"{answer.Url} answered {answer.Status}"); };
        await page.SetViewportSizeAsync(widths[0], 900);
        var response = (await page.GotoAsync(address))!;
        if (response.Status != (name.StartsWith("none.", StringComparison.Ordinal) ? 404 : 200)) Fault($"answered {response.Status}");
        var html = await response.TextAsync();
        if (html.Length > MostBytes) Fault($"{html.Length} bytes");
        foreach (var fault in HtmlCheck.Faults(html, language)) Fault(fault);
        if (closely) await page.EvaluateAsync(Axe);
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width) Fault($"{width} px: needs {needed} px");
            if (!closely) continue;
            foreach (var violation in await page.EvaluateAsync<string[]>(Ask)) Fault($"{width} px: {violation}");
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
