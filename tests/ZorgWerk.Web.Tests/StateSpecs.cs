using Microsoft.Playwright;
using ZorgWerk.Cli;
using ZorgWerk.Coaching;

namespace ZorgWerk.Web.Tests;

/// <summary>Pages in the states nobody plans for: nothing there yet, filled in wrongly, refused by a rule, longer than anybody thought.</summary>
[Collection(Demo.Name)]
public sealed class StateSpecs(Demo demo)
{
    private const int Refused = 422;

    private static readonly string Long = string.Concat(Enumerable.Repeat("Arbeidsongeschiktheidsverzekeringsmaatschappij", 4));

    private static int _long;

    public static TheoryData<string> Languages() => [.. Words.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task At_the_door(string language)
    {
        await using var pages = await Look(null, language);
        await pages.At("door.wrong", "/sign-in", Refused, ("#login", "niemand"), ("#password", "fout"));
        (await pages.Faults()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Of_a_coachs_forms(string language)
    {
        await using var pages = await Look("lotte.verbeeck", language);
        var one = $"/cases/{await demo.RichestCase("lotte.verbeeck")}";

        await pages.At("new.empty", "/cases/new", Refused);
        await pages.At("session.wrong", $"{one}/record/hold-session", Refused, ("#f-on-2", ""), ("[name='f-on.other']", "31/02/2026"), ("#f-minutes", "veel"));
        await pages.At("open.empty", $"{one}/record/open-trajectory", Refused);
        await pages.At("open.refused", $"{one}/record/open-trajectory", Refused, ("input[name=f-programme] >> nth=0", ""), ("input[name=f-reason] >> nth=0", ""), ("input[name=f-employment] >> nth=0", ""));
        await pages.At("erase.unsure", $"{one}/record/erase-personal-data", Refused);
        await pages.At("share.empty", $"{one}/share", Refused);
        await pages.At("share.preview", $"{one}/share", 200, ("input[name=recipient] >> nth=1", ""), ("#c-care-advice", ""), ("#c-medical", ""), ("#purpose", "work-resumption"), ("#content", "Halftijds beginnen."));
        await pages.At("consent.empty", $"{one}/consent", Refused, "#grant");
        (await pages.Faults()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Of_a_case_with_longer_words_than_anybody_thought(string language)
    {
        await using var pages = await Look("lotte.verbeeck", language);
        var reference = $"LANG-{Interlocked.Increment(ref _long)}";
        using var log = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$$"""
            {"participant":"{{{reference}}}","on":"2026-11-17","coach":"lotte.verbeeck","step":"register-participant","fields":{"name":"{{{Long}}} van der {{{Long}}}","language":"dutch","region":"gent"}}
            {"participant":"{{{reference}}}","on":"2026-11-17","coach":"lotte.verbeeck","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
            {"participant":"{{{reference}}}","on":"2026-11-17","coach":"lotte.verbeeck","step":"assign-coach","fields":{"coach":"lotte.verbeeck"}}
            {"participant":"{{{reference}}}","on":"2026-11-18","coach":"lotte.verbeeck","step":"map-actor","fields":{"actor":"hr","role":"human-resources","name":"{{{Long}}}","organisation":"{{{Long}}}"}}
            {"participant":"{{{reference}}}","on":"2026-11-18","coach":"lotte.verbeeck","step":"grant-consent","fields":{"consent":"T1","giver":"participant","categories":["progress"],"recipients":["hr"],"purpose":"work-resumption","from":"2026-11-18","until":"2027-06-30","how":"paper","informed":true,"at":"09:00"}}
            {"participant":"{{{reference}}}","on":"2026-11-18","coach":"lotte.verbeeck","step":"disclose-information","fields":{"at":"10:00","giver":"participant","categories":["progress"],"recipient":"hr","purpose":"work-resumption","content":"{{{Long}}}"}}
            {"participant":"{{{reference}}}","on":"2026-11-18","coach":"lotte.verbeeck","step":"write-note","fields":{"text":"{{{Long}}} {{{string.Concat(Enumerable.Repeat("Een lang verhaal. ", 200))}}}"}}

            """));
        var taken = await demo.Site.House.Importer().Import(demo.Site.House.Tenant, log, dryRun: false, error => throw new InvalidOperationException(error.ToString()));
        taken.Recorded.ShouldBe(taken.Lines);
        var one = $"/cases/{demo.Site.House.References.ParticipantStream(demo.Site.House.Tenant, reference).Value}";

        await pages.Open("long.case", one);
        await pages.Open("long.copy", $"{one}/copy");
        await pages.Open("long.consent", $"{one}/consent");
        await pages.Open("long.share", $"{one}/share");
        await pages.At("long.today", "/today", 200, "main", ("#q", "arbeid"));
        await pages.At("short.today", "/today", 200, "main", ("#q", "a"));
        await pages.At("nobody.today", "/today", 200, "main", ("#q", "niemand"));
        (await pages.Faults()).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task With_nothing_there_yet(string language)
    {
        var login = $"nieuw.{language}";
        await demo.Site.House.Users.Add(demo.Site.House.Tenant, new Casework.Users.NewUser(login, "Nieuwe Coach", Casework.Users.Role.Coach, language, PasswordHashing.Hash(demo.Site.House.DemoPassword)));
        await using var coach = await Look(login, language);
        await coach.Open("empty.today", "/today");
        (await coach.Faults()).ShouldBeEmpty();

        await using var evaluator = await Look("eva.nys", language);
        await evaluator.Open("empty.outcomes", "/outcomes/rentree-vervolg");
        (await evaluator.Faults()).ShouldBeEmpty();

        await using var auditor = await Look("didier.lambert", language);
        await auditor.Open("empty.trail", "/trail?from=01/01/2030");
        await auditor.Open("wrong.trail", "/trail?from=gisteren&until=ooit");
        await auditor.Open("wrong.replay", $"/cases/{await demo.RichestCase("")}/replay?known=ooit&happened=nooit");
        (await auditor.Faults()).ShouldBeEmpty();
    }

    private async Task<StatePages> Look(string? login, string language)
    {
        var window = await demo.Window(login, language);
        return new StatePages(window, new PageInspection(window, language), closely: language == "nl");
    }

    /// <summary>Closely in one language, and in the others what they may spoil.</summary>
    private sealed class StatePages(IBrowserContext window, PageInspection pages, bool closely) : IAsyncDisposable
    {
        public Task Open(string name, string address, int status = 200) => See(name, page => page.GotoAsync(address), status);

        /// <summary>A form as it is sent with nothing but these answers.</summary>
        public Task At(string name, string address, int status, params (string Field, string Text)[] answers) => At(name, address, status, "main", answers);

        public Task At(string name, string address, int status, string within, params (string Field, string Text)[] answers) => See(name, async page =>
        {
            await page.GotoAsync(address);
            // What another spec began here is still kept.
            if (await page.Locator("form[action$='/drafts/discard']").CountAsync() > 0) await Arrival.Leave(page, () => page.Locator("form[action$='/drafts/discard'] button").ClickAsync());
            foreach (var (field, text) in answers)
            {
                var at = page.Locator(field).First;
                if (await at.EvaluateAsync<bool>("at => at.matches('input[type=radio], input[type=checkbox]')")) await at.CheckAsync();
                else if (await at.EvaluateAsync<bool>("at => at.matches('select')")) await at.SelectOptionAsync(text);
                else await at.FillAsync(text);
            }
            await Arrival.Leave(page, () => page.Locator($"{within} form[method=post] button[type=submit]").First.ClickAsync());
        }, status);

        public Task<IReadOnlyList<string>> Faults() => pages.Faults();

        public async ValueTask DisposeAsync() => await window.DisposeAsync();

        private Task See(string name, Func<IPage, Task> arrive, int status) => closely ? pages.Inspect($"state.{name}", arrive, status) : pages.Glance($"state.{name}", arrive, status);
    }
}
