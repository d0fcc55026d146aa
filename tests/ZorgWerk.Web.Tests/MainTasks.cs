using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>The main tasks of a coach, an auditor, an evaluator and an administrator, from the page somebody starts on to the page that says it is done.</summary>
/// <param name="who">The person a coach takes up here, nobody else's.</param>
internal sealed partial class MainTasks(Hand hand, string language, string who)
{
    private string _case = "";

    public IPage Page => hand.Page;

    /// <summary>What the table of words has for it, in the language of this run.</summary>
    private string Say(string key, params object[] about) => string.Format(System.Globalization.CultureInfo.InvariantCulture, PageWords.In(language, key), about);

    public async Task Sign_in(string login, string password)
    {
        await Page.GotoAsync("/sign-in");
        await hand.Type("#login", login);
        await hand.Type("#password", password);
        await hand.Follow("form[action='/sign-in'] button[type=submit]");
    }

    public async Task Take_up_somebody_new()
    {
        await Page.GotoAsync("/today");
        if (await Page.Locator("details.menu > summary").IsVisibleAsync()) await hand.Turn("details.menu > summary");
        await hand.Follow("nav a[href='/cases/new']");
        await hand.Type("#f-reference", $"W-{who.GetHashCode(StringComparison.Ordinal):x8}");
        await hand.Type("#f-name", who);
        await Answer("f-language", "dutch");
        await Answer("f-programme", "rentree-vervolg");
        await Answer("f-reason", "returns-as-soon-as-possible");
        await Answer("f-employment", "employed");
        await Answer("f-ageBand", "from35");
        await Answer("f-schooling", "middle");
        await hand.Follow("form[action='/cases/new'] button[type=submit]");
        await ShouldSay(who);
        _case = CaseIn().Match(Page.Url).Value;
        _case.ShouldNotBeEmpty($"{Page.Url}: {await Page.Locator("main").InnerTextAsync()}");
    }

    public async Task Find_somebody_by_name()
    {
        await Page.GotoAsync("/today");
        await hand.Type("#q", who);
        await hand.Follow("form[action^='/today'] button[type=submit]");
        await hand.Follow($"table a:has-text('{who}')");
        Page.Url.ShouldContain(_case);
    }

    public async Task Put_an_employer_in_the_network()
    {
        await Record("map-actor");
        await Answer("f-role", "employer");
        await hand.Type("#f-name", "Wim Aerts");
        await Done("map-actor");
        await ShouldSay("Wim Aerts");
    }

    public async Task Record_a_conversation()
    {
        await Record("hold-session");
        await Answer("f-form", "individual");
        await hand.Type("#f-minutes", "50");
        await hand.Type("#f-report", "Wil graag halftijds beginnen.");
        await Done("hold-session");
        await ShouldSay("Wil graag halftijds beginnen.");
    }

    public async Task Mend_an_entry()
    {
        await Page.GotoAsync(_case);
        await hand.Follow("#timeline ~ * a[href*='correct-entry'], a[href*='correct-entry']");
        await hand.Type("#f-reason", "Verkeerd getypt");
        await hand.Type("#f-replacement-minutes", "45");
        await Done("correct-entry");
        await ShouldSay("Verkeerd getypt");
    }

    public async Task Put_a_consent_on_record()
    {
        await Page.GotoAsync(_case);
        await hand.Follow($"a[href='{_case}/consent']:visible");
        await hand.Tick("#grant .choice:has-text('Wim Aerts') input");
        await hand.Tick("#gc-progress");
        await hand.Pick("#grant-purpose", "work-resumption");
        await hand.Type("#grant-until", "19/01/2027");
        await Page.Locator("#grant-at").FillAsync("05:00");
        await hand.Tick("#grant-how-verbal");
        await hand.Tick("#gi");
        await hand.Follow("#grant button[name=action][value=grant]");
        (await Page.Locator("[role=status]").CountAsync()).ShouldBeGreaterThan(0, await Page.Locator("main").InnerTextAsync());
    }

    public async Task Share_what_is_consented()
    {
        await Page.GotoAsync(_case);
        await hand.Follow($"a[href='{_case}/share']:visible");
        await hand.Tick(".choice:has-text('Wim Aerts') input[name=recipient]");
        await hand.Tick("#c-progress");
        await hand.Pick("#purpose", "work-resumption");
        await Page.Locator("#at").FillAsync("05:30");
        await hand.Type("#content", "Het herstel gaat vooruit.");
        await hand.Follow("button[name=action][value=preview]");
        await ShouldSay("Het herstel gaat vooruit.");
        await hand.Follow("button[name=action][value=share]");
        SharedIn().IsMatch(Page.Url).ShouldBeTrue($"{Page.Url}: {await Page.Locator("main").InnerTextAsync()}");
    }

    public async Task Withdraw_it_and_tell_who_knows()
    {
        await Page.GotoAsync($"{_case}/consent");
        await hand.Tick("#withdraw input[name=consent] >> nth=0");
        await hand.Tick("#withdraw-how-verbal");
        await hand.Follow("#withdraw button[type=submit]");
        await ShouldSay("Wim Aerts");
        await hand.Follow("form[action$='/consent/notice'] button[type=submit]");
        (await Page.Locator("[role=status]").CountAsync()).ShouldBeGreaterThan(0);
        await Page.GotoAsync($"{_case}/share");
        await hand.Tick(".choice:has-text('Wim Aerts') input[name=recipient]");
        await hand.Tick("#c-progress");
        await hand.Pick("#purpose", "work-resumption");
        await hand.Type("#content", "Dit mag niet meer.");
        await hand.Follow("button[name=action][value=preview]");
        await ShouldSay(Say("share.nothing"));
    }

    public async Task Hand_the_case_over()
    {
        await Record("hand-over-case");
        await Answer("f-coach", (await Page.Locator("main [name=f-coach], main [name=f-coach] option").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"))[^1]);
        await hand.Type("#f-reason", "Verhuisd naar Luik");
        await hand.Follow("main form[method=post] button[type=submit]");
        Page.Url.ShouldEndWith("/today?done=hand-over-case");
        (await Page.GotoAsync(_case))!.Status.ShouldBe(404);
    }

    public async Task Go_from_the_trail_to_the_moment_of_a_disclosure()
    {
        (await Page.GotoAsync("/trail"))!.Status.ShouldBe(200);
        await hand.Pick("#outcome", "disclosed");
        await hand.Follow("form[action='/trail'] button[type=submit]");
        await hand.Follow("table a[href*='/replay'] >> nth=0");
        var at = await Page.Locator("#now").InnerTextAsync();
        await hand.Follow("a[rel=prev]");
        (await Page.Locator("#now").InnerTextAsync()).ShouldNotBe(at);
        await hand.Follow("a[rel=next]");
        (await Page.Locator("#now").InnerTextAsync()).ShouldBe(at);
    }

    public async Task Compare_groups_of_a_programme()
    {
        await Page.GotoAsync("/outcomes");
        await hand.Follow("main a[href='/outcomes/rentree']");
        await hand.Pick("#by", "schooling");
        await hand.Follow("form[action='/outcomes/rentree'] button[type=submit]");
        await ShouldSay(Say("by.schooling"));
        (await Page.Locator("svg[role=img]").CountAsync()).ShouldBeGreaterThan(1);
    }

    /// <returns>The password that is shown this once.</returns>
    public async Task<string> Let_a_colleague_in(string login)
    {
        await Page.GotoAsync("/users");
        await hand.Follow("main a[href='/users/new']");
        await hand.Type("#f-name", $"Collega {login}");
        await hand.Type("#f-login", login);
        await hand.Tick("input[name=role][value=evaluator]");
        await hand.Pick("#f-language", language);
        await hand.Follow("form[action='/users/new'] button[type=submit]");
        return await Page.Locator("#given").InnerTextAsync();
    }

    public async Task Choose_a_password_of_ones_own(string given)
    {
        await hand.Type("#old", given);
        await hand.Type("#new", $"van mij {given}");
        await hand.Type("#again", $"van mij {given}");
        await hand.Follow("form[action='/account/password'] button[type=submit]");
        Page.Url.ShouldEndWith("?done=password", Case.Sensitive, await Page.Locator("main").InnerTextAsync());
        (await Page.GotoAsync("/outcomes"))!.Status.ShouldBe(200);
    }

    public async Task Suspend_a_colleague(string login)
    {
        await Page.GotoAsync("/users");
        await hand.Type("#q", login);
        await hand.Follow("form[action^='/users'] button[type=submit]");
        await hand.Follow($"table a:has-text('{login}')");
        await hand.Follow("form:has([name=do][value=disable]) button[type=submit]");
        await ShouldSay(Say("users.done.disable", $"Collega {login}"));
    }

    private async Task Record(string step)
    {
        await Page.GotoAsync($"{_case}/record");
        await hand.Follow($"a[href='{_case}/record/{step}']");
    }

    private async Task Done(string step)
    {
        await hand.Follow("main form[method=post] button[type=submit]");
        Page.Url.ShouldContain($"?done={step}", Case.Sensitive, await Page.Locator("main").InnerTextAsync());
        (await Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
    }

    private async Task ShouldSay(string words) => (await Page.Locator("body").InnerTextAsync()).ShouldContain(words);

    /// <summary>Few answers are buttons, many are a list.</summary>
    private async Task Answer(string name, string value)
    {
        if (await Page.Locator($"select[name='{name}']").CountAsync() > 0) await hand.Pick($"select[name='{name}']", value);
        else await hand.Tick($"input[name='{name}'][value='{value}']");
    }

    [GeneratedRegex("/cases/[0-9a-f-]{36}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CaseIn();

    [GeneratedRegex("/share/[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SharedIn();
}
