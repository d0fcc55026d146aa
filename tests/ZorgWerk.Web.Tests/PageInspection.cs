using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>
/// Looks at pages in one window, one after the other in the same tab, and gathers what is wrong with them. A picture is left in <c>artifacts/screenshots</c> where a fault is found on the page; of every page
/// looked at closely where <c>ZORGWERK_PICTURES</c> is set, which takes a third more time.
/// </summary>
internal sealed class PageInspection(IBrowserContext window, string language)
{
    private const int MostBytes = 100_000;

    private static readonly int[] Widths = [1280, 320];

    /// <summary>On a phone as most are: how far down, in CSS pixels, the content of a page may begin.</summary>
    private const int LowestTop = 160;

    private const string TopOfContent = """
        () => Math.min(...[...document.querySelectorAll('main > *')].filter(part => part.getBoundingClientRect().height > 1).map(part => part.getBoundingClientRect().top + scrollY))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Put in once a page, and asked for what is wrong only: what is right would take longer to tell than to find.
    private const string Ask = """
        async () => (await axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }))
          .violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)
        """;

    public static readonly string Pictures = Path.Combine(Repository.Top, "artifacts/screenshots");

    private static readonly bool TakesPictures = Environment.GetEnvironmentVariable("ZORGWERK_PICTURES") is { Length: > 0 };

    private readonly List<string> _faults = [];

    private readonly DirectoryInfo _kept = Directory.CreateTempSubdirectory("zorgwerk-pages-");

    private IPage? _tab;
    private IResponse? _shown;
    private string _name = "";

    /// <summary>What was wrong with them, the markup of those looked at closely too.</summary>
    public async Task<IReadOnlyList<string>> Faults()
    {
        if (_kept.EnumerateFiles().Any()) _faults.AddRange(await Markup.Faults(_kept.FullName, Repository.Top));
        _kept.Delete(recursive: true);
        return _faults;
    }

    /// <summary>Everything, at each width.</summary>
    public Task Inspect(string name, string address, int status = 200) => Look(name, page => page.GotoAsync(address), Widths, closely: true, status);

    /// <summary>The same of a page that one comes to by doing something.</summary>
    public Task Inspect(string name, Func<IPage, Task> arrive, int status = 200) => Look(name, arrive, Widths, closely: true, status);

    /// <summary>Only what another language may spoil: the words, and the room they take on a phone.</summary>
    public Task Glance(string name, string address, int status = 200) => Look(name, page => page.GotoAsync(address), [Widths[^1]], closely: false, status);

    /// <inheritdoc cref="Glance(string, string, int)"/>
    public Task Glance(string name, Func<IPage, Task> arrive, int status = 200) => Look(name, arrive, [Widths[^1]], closely: false, status);

    /// <summary>A page in the middle of something, where no address leads: what axe says, the room it takes, and a picture.</summary>
    /// <param name="script">Without scripts axe cannot run either.</param>
    public static async Task AsItStands(IPage page, string name, bool script = true)
    {
        var faults = new List<string>();
        if (script) await page.EvaluateAsync(Axe);
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width) faults.Add($"{width} px: needs {needed} px");
            if (script) faults.AddRange((await page.EvaluateAsync<string[]>(Ask)).Select(violation => $"{width} px: {violation}"));
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"state.{name}.{width}.png"), FullPage = true });
        }
        await page.SetViewportSizeAsync(Widths[0], 900);
        faults.ShouldBeEmpty(name);
    }

    private async Task Look(string name, Func<IPage, Task> arrive, int[] widths, bool closely, int status)
    {
        var page = _tab ??= await Tab();
        (_name, _shown) = (name, null);
        var before = _faults.Count;
        await page.SetViewportSizeAsync(widths[0], 900);
        await arrive(page);
        await Arrival.Loaded(page);
        if (_shown!.Status != status) Fault($"{_shown.Url} answered {_shown.Status}");
        var html = await _shown.TextAsync();
        if (html.Length > MostBytes) Fault($"{html.Length} bytes");
        foreach (var fault in HtmlCheck.Faults(html, language)) Fault(fault);
        if (closely)
        {
            await File.WriteAllTextAsync(Path.Combine(_kept.FullName, $"{name}.html"), html);
            await page.EvaluateAsync(Axe);
        }
        await page.SetViewportSizeAsync(390, 844);
        if (await page.EvaluateAsync<double>(TopOfContent) is > LowestTop and var top) Fault($"390 px: the content begins at {top} px");
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width) Fault($"{width} px: needs {needed} px");
            if (closely)
                foreach (var violation in await page.EvaluateAsync<string[]>(Ask)) Fault($"{width} px: {violation}");
            if (_faults.Count > before || (closely && TakesPictures))
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, $"{name}.{language}.{width}.png"), FullPage = true });
        }
    }

    private async Task<IPage> Tab()
    {
        var page = await window.NewPageAsync();
        page.PageError += (_, error) => Fault($"script: {error}");
        // A page that says no is told so by the browser itself.
        page.Console += (_, line) => { if (line.Type is "error" or "warning" && !line.Text.Contains("404 (Not Found)", StringComparison.Ordinal) && !line.Text.Contains("422 (Unprocessable", StringComparison.Ordinal)) Fault($"console: {line.Text}"); };
        page.Response += (_, answer) =>
        {
            if (answer.Request.IsNavigationRequest) _shown = answer;
            else if (answer.Status >= 400) Fault($"{answer.Url} answered {answer.Status}");
        };
        return page;
    }

    private void Fault(string what) => _faults.Add($"{_name} {language}: {what}");
}
