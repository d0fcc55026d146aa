using System.Net;
using System.Text.RegularExpressions;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web.Share;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>One way from every form to the desk: an answer is always shown, a colleague's change stands beside what was typed, and a letter stays as it was shared.</summary>
public sealed partial class FormStackSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private const string Words = "Ze belde om 13:40, en zag op tegen donderdag";

    private TestSite Site => branch.Site;

    private Guid Case => Branch.Cases[0].Id(Site.House);

    [Fact]
    public void No_answer_of_the_desk_is_dropped()
    {
        var dropped = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Top, "src"), "*.cs", SearchOption.AllDirectories))
        foreach (var line in File.ReadLines(file).Where(line => Unused().IsMatch(line))) dropped.Add($"{Path.GetFileName(file)}: {line.Trim()}");
        dropped.ShouldBeEmpty("An answer of the desk is shown to somebody: give it to what follows.");
    }

    [Fact]
    public void Pages_ask_the_desk_in_one_place()
    {
        var web = Path.Combine(Repository.Top, "src", "ZorgWerk.Web");
        Directory.GetFiles(web, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Api{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && Asks().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file)).ShouldBe(["FormDesk.cs"]);
    }

    [Theory]
    [InlineData("record/write-note", "f-text", "")]
    [InlineData("share", "content", "action=share&categories=progress")]
    [InlineData("share/report", "whatHappened", "whatIsDone=bellen&categories=medical&said=medical")]
    [InlineData("consent/grant", "until", "informed=true&recipients={hr}&categories=progress&how=verbal")]
    [InlineData("consent/withdraw", "on", "consent={consent}&how=verbal")]
    [InlineData("consent/consult", "on", "carePartner={gp}&categories=care-advice&agrees=true")]
    public async Task What_a_colleague_wrote_meanwhile_stands_beside_what_was_typed_and_nothing_is_recorded_yet(string form, string field, string more)
    {
        await Site.House.Importer().Import(Site.House.Tenant, Log($$$"""
            {"participant":"RT-001","on":"2025-05-14","coach":"lotte","step":"map-actor","fields":{"actor":"gp","role":"general-practitioner","name":"Dr. Haddad"}}
            {"participant":"RT-001","on":"{{{Day(-10)}}}","coach":"lotte","step":"grant-consent","fields":{"consent":"T9","giver":"participant","categories":["progress"],"recipients":["hr"],"purpose":"work-resumption","from":"{{{Day(-10)}}}","until":"{{{Day(100)}}}","how":"paper","informed":true}}

            """), dryRun: false, error => throw new InvalidOperationException(error.ToString()));
        var made = await Version();
        (await branch.As("els").Post($"/cases/{Case}/record/write-note", ("f-on", "2025-06-02"), ("f-text", $"Van Els {Guid.NewGuid()}"))).Status.ShouldBe(303);
        var before = await Version();
        var typed = field is "until" ? "2025-09-01" : field is "on" ? "2025-06-01" : Words;
        List<(string, string)> sent =
        [
            ("command", Guid.NewGuid().ToString()), ("version", $"{made}"), ("giver", ActorId.Participant.Value.ToString()), ("recipient", Actor("hr")), ("purpose", "work-resumption"), ("f-on", "2025-06-01"), (field, typed),
            .. more.Replace("{hr}", Actor("hr")).Replace("{gp}", Actor("gp")).Replace("{consent}", Named("consent", "T9")).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('=')[0], pair.Split('=')[1])),
        ];
        if (field is not "on") sent.Add(("on", "2025-06-01"));
        if (field is not "content") sent.Add(("content", "Het gaat goed."));

        var shown = await branch.As("lotte").Post($"/cases/{Case}/{form}", sent);

        shown.Status.ShouldBe(422);
        shown.Body.ShouldContain(PageWords.In("nl", "record.meanwhile"));
        shown.Body.ShouldContain("Gebruiker els");
        shown.Body.ShouldContain(typed);
        shown.Body.ShouldContain($"name=\"version\" value=\"{before}\"");
        HtmlCheck.Faults(shown.Body, "nl").ShouldBeEmpty();
        (await Version()).ShouldBe(before);
    }

    [Fact]
    public async Task The_password_of_a_new_coach_is_shown_also_when_the_registration_as_a_coach_was_refused()
    {
        await Site.House.Importer().Import(Site.House.Tenant, Log("""
            {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"vera","name":"Vera Claes","languages":["dutch"],"region":"gent"}}

            """), dryRun: false, error => throw new InvalidOperationException(error.ToString()));

        var added = await branch.As("beheer").Post("/users/new",
            ("command", Guid.NewGuid().ToString()), ("f-name", "Vera Claes"), ("login", "vera"), ("role", "coach"), ("language", "nl"), ("f-languages", "french"), ("f-region", "Luik"));

        added.Body.ShouldContain("id=\"given\"");
        var said = WebUtility.HtmlDecode(added.Body);
        said.ShouldContain(PageWords.In("nl", "users.coach-not").Replace("{0}", "Vera Claes"));
        said.ShouldContain(Coaching.Words.In("nl", Coaching.RegisterCoach.AlreadyRegistered));
        HtmlCheck.Faults(added.Body, "nl").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_letter_is_in_the_language_it_was_shared_in_whatever_its_reader_speaks()
    {
        var shared = await Share("french");
        shared.Status.ShouldBe(303);
        foreach (var (language, page) in new[] { ("nl", "Kopieer"), ("en", "Copy") })
        {
            using var reader = await Speaking(language);
            var body = (await reader.Get(shared.Location!)).Body;
            body.ShouldContain(page);
            body.ShouldContain("Bonjour Wim Aerts");
            body.ShouldContain("lang=\"fr\"");
            // Neither the address nor the subject of a mail tells of anybody but its sender.
            var mail = Uri.UnescapeDataString(Regex.Match(body, "href=\"mailto:(?<it>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["it"].Value);
            mail.ShouldBe("?subject=Message de Gebruiker lotte");
            HtmlCheck.Faults(body, language).ShouldBeEmpty();
        }
        // Who got a letter in one language is offered it again.
        LetterText.For((await Fold()), new ActorId(new Guid(Actor("hr"))), "nl").ShouldBe(Language.French);
    }

    [Fact]
    public async Task Of_a_letter_of_before_the_page_says_that_its_language_was_not_kept()
    {
        using var reader = await Speaking("en");
        var body = (await reader.Get($"/cases/{Case}/share/{(await branch.ThingsOf(Case)).Disclosure}")).Body;
        WebUtility.HtmlDecode(body).ShouldContain(PageWords.In("en", "share.language-unknown"));
        body.ShouldContain("Dear Wim Aerts");
    }

    [Fact]
    public async Task Before_it_is_confirmed_a_page_says_who_hands_it_over_and_what_may_not_go_has_no_such_button()
    {
        var covered = WebUtility.HtmlDecode((await Preview("progress")).Body);
        covered.ShouldContain(PageWords.In("nl", "share.by-yourself"));
        covered.ShouldContain(PageWords.In("nl", "share.do").Replace("{0}", "Wim Aerts"));

        var refused = WebUtility.HtmlDecode((await Preview("medical")).Body);
        refused.ShouldNotContain(PageWords.In("nl", "share.do").Replace("{0}", "Wim Aerts"));
        refused.ShouldContain(PageWords.In("nl", "share.do-refused"));
    }

    private Task<Answer> Preview(string category) => branch.As("lotte").Post($"/cases/{Case}/share", [("action", "preview"), .. Letter(category, "2025-06-10")]);

    private Task<Answer> Share(string language) => branch.As("lotte").Post($"/cases/{Case}/share", [("action", "share"), ("command", Guid.NewGuid().ToString()), ("language", language), .. Letter("progress", "2025-06-03")]);

    private (string, string)[] Letter(string category, string on) =>
        [("giver", ActorId.Participant.Value.ToString()), ("recipient", Actor("hr")), ("categories", category), ("purpose", "work-resumption"), ("on", on), ("content", Words)];

    private string Actor(string name) => Named("actor", name);

    private string Named(string kind, string name) => Site.House.References.NamesIn(Site.House.Tenant, new StreamId(Case))(kind, name).ToString();

    private static string Day(int fromToday) => NodaTime.Text.LocalDatePattern.Iso.Format(Casework.Events.Brussels.DayOf(SystemClock.Instance.GetCurrentInstant()).PlusDays(fromToday));

    private Task<long> Version() => Site.Place.Ask<long>($"select version from mt_streams where id = '{Case}'");

    private async Task<Participant> Fold() => await Site.House.Reader.Fold(Site.House.Tenant, new StreamId(Case), Casework.Moment.Now);

    private async Task<Caller> Speaking(string language)
    {
        var caller = await Site.SignedIn("lotte", Branch.Password);
        caller.Cookies.Add(Site.Address, new Cookie(PageContext.LanguageCookie, language));
        return caller;
    }

    private static MemoryStream Log(string lines) => new(System.Text.Encoding.UTF8.GetBytes(lines));

    [GeneratedRegex(@"^\s*(if \(.*\)\s*)?await \w*([dD]esk|Desk\.\w+)\.(Take|TakeAll|Remembered|Rehearse)\(.*;\s*$|^\s*(if \(.*\)\s*)?await FormDesk\.\w+\(.*;\s*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Unused();

    [GeneratedRegex(@"\bdesk\.(Take|Remembered)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Asks();
}
