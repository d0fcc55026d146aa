using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ZorgWerk.Web.Tests;

/// <summary>On a phone the menu and what is known of a case are each behind one button, which a keyboard opens and which needs no script.</summary>
[Collection(Demo.Name)]
public sealed class PhoneHeaderSpecs(Demo demo)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_menu_is_one_button_that_a_keyboard_opens(bool script)
    {
        var page = await Open("lotte.verbeeck", "/today", script);
        var link = page.Locator(".mainnav a").First;
        await Expect(link).ToBeHiddenAsync();

        await page.Locator(".menu > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(link).ToBeVisibleAsync();
        await Expect(page.Locator(".lang a")).ToHaveCountAsync(3);
        await Expect(page.Locator(".me button")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(link).ToBeFocusedAsync();
        if (script) await PageInspection.AsItStands(page, "menu");
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task What_is_known_of_a_case_is_one_button_and_what_asks_for_attention_shows_on_it()
    {
        var participant = await demo.RichestCase("lotte.verbeeck");
        var page = await Open("lotte.verbeeck", $"/cases/{participant}");
        var facts = page.Locator(".idbar__facts");
        await Expect(facts).ToBeHiddenAsync();
        (await page.Locator(".more > summary .icon").CountAsync() == 1).ShouldBe(await facts.Locator(".is-bad, .is-warn").CountAsync() > 0);

        await page.Locator(".more > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(facts).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_wide_screen_shows_both_without_a_button()
    {
        var page = await Open("lotte.verbeeck", $"/cases/{await demo.RichestCase("lotte.verbeeck")}", width: 1280);
        await Expect(page.Locator(".menu > summary")).ToBeHiddenAsync();
        await Expect(page.Locator(".mainnav a").First).ToBeVisibleAsync();
        await Expect(page.Locator(".idbar__facts")).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    /// <summary>The tabs are one line that scrolls: the one that is open is in sight.</summary>
    [Fact]
    public async Task The_tab_that_is_open_is_in_sight()
    {
        var participant = await demo.RichestCase("didier.lambert");
        var page = await Open("didier.lambert", $"/cases/{participant}/looked");
        await Expect(page.Locator(".tabs [aria-current]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.Context.DisposeAsync();
    }

    private async Task<IPage> Open(string login, string address, bool script = true, int width = 390)
    {
        var window = await demo.Window(login, "nl", script);
        var page = await window.NewPageAsync();
        await page.SetViewportSizeAsync(width, 844);
        await page.GotoAsync(address);
        return page;
    }
}
