using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Cli;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Tests;

/// <summary>Every page that a route leads to, for each demo user who may see it, in each language, wide and narrow, with scripts and without.</summary>
[Collection(Demo.Pages)]
public sealed partial class PageSpecs(Demo demo)
{
    /// <summary>Addresses of a page beside the plain one, by its route: other states worth looking at.</summary>
    private static readonly Dictionary<string, string[]> States = new()
    {
        ["/sign-in"] = ["?back=%2Ftoday", "?notice=out"],
        ["/outcomes/{programme}"] = ["?by=schooling"],
        ["/trail"] = ["?outcome=refused&from=gisteren"],
        ["/cases/{id:guid}/looked"] = ["?until=gisteren"],
        ["/cases/{id:guid}/replay"] = ["?known=1-9-2026&happened=1-8-2026"],
        ["/today"] = ["?list=attention&sort=attention", "?list=contact&page=2", "?phase=erased", "?phase=paused&list=contact"],
        ["/hand-over"] = ["?case={id}"],
        ["/users"] = ["?role=coach&state=active", "?q=niemand"],
    };

    // These are for programs, or lead elsewhere at once.
    private static readonly string[] NoPages = ["/openapi", "/health", "/assets", "/language", "/api", "/live"];

    public static TheoryData<string?, string> Readers()
    {
        var readers = new TheoryData<string?, string>();
        foreach (var login in (string?[])[null, .. DemoUsers.All.Select(user => user.Login)])
            foreach (var language in Coaching.Words.Languages) readers.Add(login, language);
        return readers;
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Pages_keep_their_promises(string? login, string language)
    {
        await using var window = await demo.Window(login, language);
        var pages = new PageInspection(window, language);
        foreach (var (name, address) in await PagesOf(login))
        {
            var picture = $"{name}.{login ?? "stranger"}";
            var status = name == "none" ? 404 : 200;
            if (LooksClosely(login, language)) await pages.Inspect(picture, address, status);
            else await pages.Glance(picture, address, status);
        }
        (await pages.Faults()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("lotte.verbeeck")]
    [InlineData("didier.lambert")]
    public async Task Pages_say_the_same_without_scripts(string? login)
    {
        await using var with = await demo.Window(login, "nl");
        await using var without = await demo.Window(login, "nl", script: false);
        var faults = new List<string>();
        // Who looked grows by looking.
        foreach (var (name, address) in (await PagesOf(login)).Where(page => !page.Name.Contains("looked", StringComparison.Ordinal)))
            if (await TextOf(with, address) is var one && await TextOf(without, address) is var other && one != other) faults.Add($"{name}: {one} / {other}");
        faults.ShouldBeEmpty();
    }

    // Who is not signed in looks closely in every language, everybody else in their own, and the one who sees most pages in English too.
    private static bool LooksClosely(string? login, string language) =>
        login is null || language == DemoUsers.All.Single(user => user.Login == login).Language || (language == "en" && login is "lotte.verbeeck");

    private static async Task<string> TextOf(Microsoft.Playwright.IBrowserContext window, string address)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(address);
        // The calendar beside a day, the printer and the clipboard are the browser's; what they do can be done without a button of ours.
        await page.EvaluateAsync("document.querySelectorAll('button:is(.pick-day, [data-print], [data-copy])').forEach(button => button.remove())");
        var text = await page.Locator("main").InnerTextAsync();
        await page.CloseAsync();
        return text;
    }

    private async Task<IReadOnlyList<(string Name, string Address)>> PagesOf(string? login)
    {
        var role = DemoUsers.All.FirstOrDefault(user => user.Login == login).Role;
        var participant = await demo.RichestCase(login ?? "");
        var things = await Things.Of(demo.Site, participant);
        List<(string, string)> pages = [("none", "/nothing-here")];
        foreach (var route in demo.Site.Routes.Where(route => route.Takes("GET") && IsPage(route.Pattern()) && (login is null ? route.RightOf() is Right.Anyone : route.RightOf() is not Right.Anyone && role.Has(route.RightOf()!.Value))))
        {
            var address = route.Address(participant, things);
            var name = NotInNames().Replace(route.Pattern().Trim('/'), "-");
            pages.Add((name, address));
            var states = States.GetValueOrDefault(route.Pattern(), []);
            pages.AddRange(states.Select((state, number) => ($"{name}.{number + 1}", address + state.Replace("{id}", participant.ToString(), StringComparison.Ordinal))));
        }
        return pages;
    }

    private static bool IsPage(string pattern) => pattern is not "/" && !pattern.EndsWith("/extract", StringComparison.Ordinal) && !NoPages.Any(other => pattern.StartsWith(other, StringComparison.Ordinal));

    [GeneratedRegex("[^a-z0-9-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInNames();
}
