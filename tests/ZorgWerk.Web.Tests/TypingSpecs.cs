using Microsoft.Playwright;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>Nothing typed is lost, in a real browser: changing the language, pressing Enter, leaving, staying too long.</summary>
[Collection(Demo.Name)]
public sealed class TypingSpecs(Demo demo)
{
    private const string Login = "lotte.verbeeck";
    private const string Report = "Ze wil op maandag beginnen";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_the_middle_of_a_form_the_language_changes_and_the_text_stays(bool script)
    {
        await using var window = await demo.Window(Login, "nl", script);
        var id = await demo.RichestCase(Login);
        foreach (var (address, field) in new[] { ($"/cases/{id}/record/hold-session", "textarea >> nth=0"), ($"/cases/{id}/share", "#content"), ($"/cases/{id}/consent", "#grant-until"), ("/cases/new", "#f-name") })
        {
            var page = await window.NewPageAsync();
            await page.GotoAsync(address);
            await page.Locator(field).FillAsync(Report);
            await page.Locator(".lang [lang=fr]").ClickAsync();
            (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("fr", address);
            (await page.Locator(field).InputValueAsync()).ShouldBe(Report, address);
            (await page.Locator(".errsum").CountAsync()).ShouldBe(0, address);
            await page.Locator(".lang [lang=nl]").ClickAsync();
            (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("nl", address);
            (await page.Locator(field).InputValueAsync()).ShouldBe(Report, address);
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task A_day_is_picked_from_the_browsers_calendar_or_typed_and_a_typed_one_without_its_year_is_taken()
    {
        await using var window = await demo.Window(Login, "nl");
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/cases/{await demo.RichestCase(Login)}/record/hold-session");
        var (typed, other) = (page.Locator("input[data-other]"), page.Locator($"#{await page.Locator("input[data-other]").GetAttributeAsync("data-other")}"));
        (await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "shell.pick-day") }).CountAsync()).ShouldBe(1);

        await page.Locator(".pick__day").EvaluateAsync("day => { day.value = '2026-11-03'; day.dispatchEvent(new Event('change')); }");
        (await typed.InputValueAsync()).ShouldBe("3-11-2026");
        (await other.IsCheckedAsync()).ShouldBeTrue();

        await typed.FillAsync("31/2");
        await page.Locator(".actions button[type=submit]").First.ClickAsync();
        (await page.Locator(".errsum").InnerTextAsync()).ShouldContain(Coaching.Words.In("nl", "day/does-not-exist"));
        (await page.Locator("input[data-other]").InputValueAsync()).ShouldBe("31/2");
    }

    [Fact]
    public async Task Without_a_script_a_day_is_typed_and_nothing_is_missed()
    {
        await using var window = await demo.Window(Login, "nl", script: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/cases/{await demo.RichestCase(Login)}/record/hold-session");
        (await page.Locator(".pick__day").CountAsync()).ShouldBe(0);
        (await page.Locator("input[data-other]").IsEditableAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Enter_sends_the_form_and_is_no_change_of_language()
    {
        await using var window = await demo.Window(Login, "nl", script: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/cases/new");
        await page.Locator("#f-name").FillAsync("Iemand Nieuw");
        await page.Locator("#f-name").PressAsync("Enter");
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("nl");
        (await page.Locator(".errsum").CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kept_for_later_it_is_on_today_and_opens_filled(bool script)
    {
        await using var window = await demo.Window(Login, "nl", script);
        var id = await demo.RichestCase(Login);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/cases/{id}/record/write-note");
        await page.Locator("textarea").FillAsync(Report);
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "draft.keep") }).ClickAsync();
        (await page.Locator(".note--ok").InnerTextAsync()).ShouldContain(PageWords.In("nl", "done.draft"));

        await page.GotoAsync("/today");
        await PageInspection.AsItStands(page, $"today-with-draft.{(script ? "script" : "plain")}", script);
        await page.Locator(".drafts a").First.ClickAsync();
        (await page.Locator("textarea").InputValueAsync()).ShouldBe(Report);
        await PageInspection.AsItStands(page, $"draft-reopened.{(script ? "script" : "plain")}", script);
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "draft.anew") }).ClickAsync();
        (await page.Locator("textarea").InputValueAsync()).ShouldBe("");
        (await page.Locator("main").InnerTextAsync()).ShouldNotContain(PageWords.In("nl", "draft.anew"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_stands_there_already_is_asked_about_and_what_was_typed_stays(bool script)
    {
        await using var window = await demo.Window(Login, "nl", script);
        var id = await demo.RichestCase(Login);
        var text = $"{Report}, {(script ? "met" : "zonder")} script";
        var page = await window.NewPageAsync();
        foreach (var time in new[] { "first", "second" })
        {
            await page.GotoAsync($"/cases/{id}/record/write-note");
            await page.Locator("textarea").FillAsync(text);
            await page.Locator("#typed button[type=submit]").First.ClickAsync();
            if (time is "first") page.Url.ShouldContain("?done=write-note");
        }
        (await page.Locator("#twice").InnerTextAsync()).ShouldStartWith("Dit staat er al");
        (await page.Locator("textarea").InputValueAsync()).ShouldBe(text);
        await PageInspection.AsItStands(page, $"twice.{(script ? "script" : "plain")}", script);
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "twice.yes") }).ClickAsync();
        page.Url.ShouldContain("?done=write-note");
    }

    [Fact]
    public async Task With_script_what_is_typed_is_kept_by_itself_and_outlives_the_window()
    {
        var id = await demo.RichestCase(Login);
        await using (var window = await demo.Window(Login, "nl"))
        {
            var page = await window.NewPageAsync();
            await page.GotoAsync($"/cases/{id}/record/hold-session");
            await page.Locator("textarea").First.FillAsync(Report);
            await page.Locator("[data-kept]:not(:empty)").WaitForAsync();
        }
        await using var other = await demo.Window(Login, "nl");
        var again = await other.NewPageAsync();
        await again.GotoAsync($"/cases/{id}/record/hold-session");
        (await again.Locator("textarea").First.InputValueAsync()).ShouldBe(Report);
        await again.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "draft.anew") }).ClickAsync();
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_said_while_it_is_typed_and_is_not_sent_in_vain()
    {
        await using var window = await demo.Window(Login, "nl");
        var page = await window.NewPageAsync();
        await page.GotoAsync($"/cases/{await demo.RichestCase(Login)}/record/write-note");
        var (text, count) = (page.Locator("textarea").First, page.Locator(".count"));
        await text.FillAsync(new string('x', 17_000));
        (await count.CountAsync()).ShouldBe(0);
        await text.FillAsync(new string('x', 18_500));
        (await count.InnerTextAsync()).ShouldContain("18.500");
        await text.FillAsync(new string('x', 21_480));
        await PageInspection.AsItStands(page, "too-long");
        await page.Locator("#typed button[type=submit]").First.ClickAsync();
        (await page.Locator(".count.err").InnerTextAsync()).ShouldContain("21.480");
        page.Url.ShouldEndWith("/record/write-note");
        (await text.InputValueAsync()).Length.ShouldBe(21_480);
        (await text.EvaluateAsync<bool>("at => document.activeElement === at")).ShouldBeTrue();
        await text.FillAsync("");
        (await count.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Before_the_session_runs_out_there_is_a_warning_and_a_way_to_stay()
    {
        await using var window = await demo.Window(Login, "nl");
        var page = await window.NewPageAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync("/today");
        var warning = page.Locator(".stay [role=status]");
        (await warning.InnerTextAsync()).ShouldBeEmpty();

        await page.Clock.FastForwardAsync("25:10");
        (await warning.InnerTextAsync()).ShouldContain(PageWords.In("nl", "stay.soon"));
        await PageInspection.AsItStands(page, "stay");
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "stay.do") }).ClickAsync();
        await page.Locator(".stay [role=status]:empty").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await page.Clock.FastForwardAsync("31:00");
        (await warning.InnerTextAsync()).ShouldContain(PageWords.In("nl", "stay.out"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_cases_are_chosen_read_again_and_handed_over(bool script)
    {
        await using var window = await demo.Window("an.goossens", "nl", script);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/today");
        foreach (var box in (await page.Locator("input[name=case]").AllAsync()).Take(2)) await box.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "today.hand-over") }).ClickAsync();
        await PageInspection.AsItStands(page, $"hand-over.{(script ? "script" : "plain")}", script);
        await page.Locator("#coach").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("#reason").FillAsync("Ouderschapsverlof vanaf maandag");
        await page.GetByRole(AriaRole.Button, new() { Name = PageWords.In("nl", "over.check") }).ClickAsync();
        (await page.Locator("dl li").CountAsync()).ShouldBe(2);
        await PageInspection.AsItStands(page, $"hand-over-check.{(script ? "script" : "plain")}", script);
        await page.Locator("button[value=do]").ClickAsync();
        (await page.Locator("main .people > li").CountAsync()).ShouldBe(2);
        await PageInspection.AsItStands(page, $"hand-over-done.{(script ? "script" : "plain")}", script);
    }
}
