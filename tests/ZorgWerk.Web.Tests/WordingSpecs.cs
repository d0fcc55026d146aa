using System.Net;
using System.Text.RegularExpressions;
using ZorgWerk.Coaching;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>What users stumbled over in the words of the pages, each as the kind that it is of.</summary>
public sealed partial class WordingSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly IReadOnlyList<(string Key, string Language, string Said)> All =
        [.. from key in PageWords.Keys.Concat(Words.Keys).Distinct() from language in Words.Languages select (key, language, PageWords.In(language, key))];

    [Fact]
    public void No_rule_is_told_by_a_bare_number_in_a_sentence() => All.Where(one => BareRule().IsMatch(one.Said)).ShouldBeEmpty();

    [Fact]
    public void A_consent_has_one_kind_of_number() => All.Where(one => one.Said.Contains("T{", StringComparison.Ordinal) && !one.Key.StartsWith("growth.", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Auditors_read_consentement_where_coaches_read_accord() =>
        All.Where(one => one.Language == "fr" && Accord().IsMatch(one.Said) && IsForAuditors(one.Key)).Select(one => $"{one.Key}: {one.Said}").ShouldBe(["why.agreed: D’accord : {0}"]);

    [Fact]
    public void What_was_found_odd_is_gone()
    {
        string[] odd = ["Vul ook dit nog aan", "Vertel het aan wie het aangaat", "(elders)", "(ailleurs)", "Signalé soi-même", "Leave it so", "On top is", "A talk,", "financial-aid.yes;", "bijvoorbeeld financial-aid"];
        foreach (var words in odd) All.Where(one => one.Said.Contains(words, StringComparison.Ordinal)).ShouldBeEmpty(words);
        foreach (var (key, language, not) in new[] { ("curve.solid", "fr", "pleine"), ("trail.judgement", "fr", "Jugement"), ("growth.quarter-year", "fr", "{0}e {1}"), ("growth.quarter", "nl", "{0}e"), ("do.Employer", "nl", "Leg contact vast") })
            PageWords.In(language, key).ShouldNotBe(not, key);
    }

    /// <summary>What was done is told as done, whatever step it was.</summary>
    [Theory]
    [InlineData("hold-session", "Vastgelegd: sessie gehouden.")]
    [InlineData("write-note", "Vastgelegd: notitie geschreven.")]
    [InlineData("correct-entry", "Vastgelegd: verbeterd.")]
    public async Task What_was_done_is_told_as_done(string step, string said) =>
        (await Page("lotte", $"/cases/{Branch.Cases[0].Id(branch.Site.House)}?done={step}")).ShouldContain(said);

    [Fact]
    public async Task A_region_is_read_by_its_name()
    {
        (await Page("beheer", "/coaches")).ShouldContain(">Gent<");
        (await Page("lotte", $"/cases/{Branch.Cases[0].Id(branch.Site.House)}")).ShouldContain("Regio: Gent");
    }

    [Theory]
    [InlineData("gent", "fr", "Gand")]
    [InlineData("liege", "nl", "Luik")]
    [InlineData("sint-niklaas", "nl", "Sint-Niklaas")]
    public void A_region_has_a_name_in_each_language_and_one_that_is_not_known_has_capitals(string code, string language, string name) =>
        new PageContext(null, language, new LocalDate(2026, 1, 1), Instant.FromUnixTimeSeconds(0), "/").Region(code).ShouldBe(name);

    [Fact]
    public async Task All_of_a_page_are_chosen_by_one_link_and_without_a_script()
    {
        static int Ticked(string page) => TickedBox().Count(page);
        var before = await Page("lotte", "/today?list=all");
        Ticked(before).ShouldBe(0);
        before.ShouldContain("/today?list=all&choose=all#everyone");
        var after = await Page("lotte", "/today?list=all&choose=all");
        Ticked(after).ShouldBe(2);
        after.ShouldContain("<a href=\"/today?list=all#everyone\">Kies niemand</a>");
        HtmlCheck.Faults((await branch.As("lotte").Get("/today?choose=all")).Body, "nl").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_note_is_folded_with_its_beginning_in_sight_and_a_short_one_is_not()
    {
        var id = Branch.Cases[0].Id(branch.Site.House);
        var words = string.Concat(Enumerable.Repeat("Een lang verhaal. ", 300)).Trim();
        await using var log = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$$"""
            {"participant":"RT-001","on":"2025-06-02","coach":"lotte","step":"write-note","fields":{"text":"{{{words}}}"}}
            {"participant":"RT-001","on":"2025-06-02","coach":"lotte","step":"write-note","fields":{"text":"Een kort verhaal."}}

            """));
        (await branch.Site.House.Importer().Import(branch.Site.House.Tenant, log, dryRun: false, error => throw new InvalidOperationException(error.ToString()))).Recorded.ShouldBe(2);
        var page = await Page("lotte", $"/cases/{id}");
        var folded = Folded().Matches(page).ShouldHaveSingleItem().Value;
        folded.ShouldContain($"Toon alles ({words.Length} tekens)");
        folded.Split("</summary>")[0].Length.ShouldBeLessThan(500);
        folded.Split("</summary>")[1].ShouldContain(words);
        page.ShouldContain("<p class=\"said\">Een kort verhaal.</p>");
    }

    private async Task<string> Page(string login, string address) => WebUtility.HtmlDecode((await branch.As(login).Get(address)).Body);

    private static bool IsForAuditors(string key) => key.Split('.')[0] is "audit" or "replay" or "why" or "trail" or "looked" or "home";

    [GeneratedRegex(@"\b(regel|règle|rule) R\d", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BareRule();

    [GeneratedRegex(@"\b[Aa]ccords?\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Accord();

    [GeneratedRegex("name=\"case\" value=\"[^\"]+\" checked", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TickedBox();

    [GeneratedRegex("<details class=\"fold\">.*?</details>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folded();
}
