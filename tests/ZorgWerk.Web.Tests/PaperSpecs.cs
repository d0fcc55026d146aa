using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>Figures and moments on paper: each drawing with its table, nothing cut off, and told apart without colour.</summary>
[Collection(Demo.Name)]
public sealed class PaperSpecs(Demo demo)
{
    [Theory]
    [InlineData("eva.nys", "/outcomes/rentree?by=schooling", "figures")]
    [InlineData("didier.lambert", "/trail?outcome=refused", "trail")]
    public async Task On_paper_every_table_is_open_and_nothing_is_wider_than_the_sheet(string login, string address, string name)
    {
        await using var window = await demo.Window(login, "nl");
        var page = await window.NewPageAsync();
        await page.SetViewportSizeAsync(680, 960);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await page.GotoAsync(address);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(PageInspection.Pictures, $"paper-{name}.png"), FullPage = true });

        (await page.Locator("table").CountAsync()).ShouldBePositive();
        foreach (var table in await page.Locator("table").AllAsync()) (await table.IsVisibleAsync()).ShouldBeTrue(await table.InnerTextAsync());
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('details:not(.menu)')].filter(one => one.getBoundingClientRect().height < 40).map(one => one.textContent)")).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(680);
    }

    [Fact]
    public async Task Two_curves_are_told_apart_by_their_line()
    {
        await using var window = await demo.Window("eva.nys", "nl");
        var page = await window.NewPageAsync();
        await page.GotoAsync("/outcomes/rentree?by=schooling");
        var dashes = await page.EvaluateAsync<string[]>("['.a-l', '.b-l'].map(line => getComputedStyle(document.querySelector(`svg ${line}`)).strokeDasharray)");
        dashes[0].ShouldNotBe(dashes[1]);
    }
}
