using Microsoft.Playwright;

namespace ZorgWerk.Web.Tests;

/// <summary>
/// What the README shows is what there is: each of its pictures is taken here anew, into <c>artifacts/pictures</c>, and with
/// <c>ZORGWERK_ACCEPT_GOLDEN=1</c> into the README's own folder. A picture is drawn a little differently everywhere, so only that it can be taken
/// and that the README has one of that size is held to.
/// </summary>
[Collection(Demo.Name)]
public sealed class ReadmePictureSpecs(Demo demo)
{
    private const int Wide = 1280, Phone = 390, Height = 844;

    public static TheoryData<string, string, int> All() => new()
    {
        { "today", "lotte.verbeeck", Wide }, { "case", "lotte.verbeeck", Wide }, { "share", "lotte.verbeeck", Wide }, { "record", "lotte.verbeeck", Phone }, { "who-knows-what", "lotte.verbeeck", Wide },
        { "replay", "didier.lambert", Wide }, { "figures", "eva.nys", Wide },
    };

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_picture_of_the_README_shows_a_page_that_is(string name, string login, int width)
    {
        await using var window = await demo.Window(login, "en");
        var page = await window.NewPageAsync();
        await page.SetViewportSizeAsync(width, Height);
        await Go(page, name, $"/cases/{await demo.RichestCase(login)}");
        var taken = await page.ScreenshotAsync();

        Directory.CreateDirectory(Path.Combine(Repository.Top, "artifacts/pictures"));
        await File.WriteAllBytesAsync(Path.Combine(Repository.Top, $"artifacts/pictures/{name}.png"), taken);
        var shown = Path.Combine(Repository.Top, $"docs/pictures/{name}.png");
        if (Environment.GetEnvironmentVariable("ZORGWERK_ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(shown)!);
            await File.WriteAllBytesAsync(shown, taken);
        }
        SizeOf(await File.ReadAllBytesAsync(shown)).ShouldBe(SizeOf(taken));
        (await File.ReadAllTextAsync(Path.Combine(Repository.Top, "README.md"))).ShouldContain($"docs/pictures/{name}.png");
    }

    private static async Task Go(IPage page, string name, string @case)
    {
        switch (name)
        {
            case "today": await page.GotoAsync("/today"); break;
            case "case": await page.GotoAsync(@case); break;
            case "who-knows-what":
                await page.GotoAsync(@case);
                await page.Locator("#who").ScrollIntoViewIfNeededAsync();
                break;
            case "record": await page.GotoAsync($"{@case}/record/hold-session"); break;
            case "share":
                await page.GotoAsync($"{@case}/share");
                await page.Locator("input[name=recipient]").Nth(1).CheckAsync();
                await page.CheckAsync("#c-care-advice");
                await page.CheckAsync("#c-progress");
                await page.SelectOptionAsync("#purpose", "work-resumption");
                await page.FillAsync("#content", "Halftijds beginnen, met een pauze na elk uur. Na vier weken bekijken we samen of het meer kan worden.");
                await page.Locator("main form[method=post] button[type=submit]").First.ClickAsync();
                break;
            case "replay": await page.GotoAsync($"{@case}/replay?version=45"); break;
            default: await page.GotoAsync("/outcomes/rentree?by=schooling"); break;
        }
        (await page.Locator("main h1").InnerTextAsync()).ShouldNotBeEmpty();
    }

    /// <summary>Width and height, as a PNG begins.</summary>
    private static string SizeOf(byte[] png) => Convert.ToHexString(png.AsSpan(16, 8));
}
