using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace ZorgWerk.Web.Tests;

/// <summary>An auditor begins with what happened to information, a team lead with a list that says whose each case is; every number means one thing.</summary>
public sealed partial class AuditHomeSpecs : IAsyncLifetime
{
    private static readonly FakeClock Clock = new(Instant.FromUtc(2025, 6, 13, 8, 0));

    private TestSite? _site;

    private TestSite Site => _site!;

    public async Task InitializeAsync()
    {
        _site = await TestSite.Open(Branch.Name, Branch.Fill, (services, _) => services.AddSingleton<NodaTime.IClock>(Clock));
        await using var log = new MemoryStream("""
            {"participant":"RT-001","on":"2025-06-02","coach":"lotte","step":"disclose-information","fields":{"giver":"participant","categories":["work-ability"],"recipient":"hr","purpose":"work-resumption","content":"Kan halftijds"}}
            {"participant":"RT-001","on":"2025-06-03","coach":"lotte","step":"report-disclosure","fields":{"giver":"participant","categories":["work-ability"],"recipient":"hr","purpose":"work-resumption","whatHappened":"Aan de telefoon gezegd","whatIsDone":"Besproken met Noor"}}
            {"participant":"RT-004","on":"2025-06-04","coach":"yasmina","step":"withdraw-consent","fields":{"consent":"T1","how":"verbal"}}

            """u8.ToArray());
        await Site.House.Importer().Import(Site.House.Tenant, log, dryRun: false, _ => { });
    }

    public async Task DisposeAsync() => await Site.DisposeAsync();

    [Fact]
    public async Task An_auditors_first_page_tells_what_the_trail_tells_and_names_nobody()
    {
        using var audit = await Site.SignedIn("audit", Branch.Password);
        (await audit.Get("/")).Location.ShouldBe("/audit");
        var before = await Site.Place.Ask<long>("select count(*) from zw_readings");
        var page = await Page(audit, "/audit");
        (await Site.Place.Ask<long>("select count(*) from zw_readings")).ShouldBe(before);

        page.ShouldContain("De laatste 30 dagen");
        foreach (var one in Branch.Cases) page.ShouldNotContain(one.Person);
        foreach (var said in new[] { "Geweigerd: 1 van 1", "Zonder toestemming gezegd: 1 van 1", "Laatst gedeeld: 4 van 4", "Ingetrokken: 1 van 1", "4 gedeeld, 1 zelf gemeld", "RT-004" }) page.ShouldContain(said);
        HtmlCheck.Faults((await audit.Get("/audit")).Body, "nl").ShouldBeEmpty();

        // Every number leads to as many lines of the trail.
        var links = Number().Matches(page).Select(link => (Address: link.Groups["to"].Value, Count: int.Parse(link.Groups["count"].Value, CultureInfo.InvariantCulture))).ToList();
        links.Count.ShouldBe(3);
        foreach (var (address, count) in links.Where(link => link.Address.Contains("outcome=", StringComparison.Ordinal)))
            Rows(await Page(audit, address)).ShouldBe(count, address);
        Rows(await Page(audit, links[0].Address)).ShouldBe(links[0].Count + 1, "refusals stand in the trail, and are not passed on");

        // Looking is recorded where a case is opened.
        await audit.Get($"/cases/{Branch.Cases[0].Id(Site.House)}");
        (await Page(audit, "/audit")).ShouldContain("Gebruiker audit");
    }

    [Fact]
    public async Task Nobody_else_has_it_and_an_auditors_list_asks_nothing_of_them()
    {
        foreach (var login in new[] { "lotte", "els", "allezi", "beheer" })
        {
            using var other = await Site.SignedIn(login, Branch.Password);
            (await other.Get("/audit")).Status.ShouldBe(404);
        }
        using var audit = await Site.SignedIn("audit", Branch.Password);
        var list = await Page(audit, "/today");
        list.ShouldContain("<h1>Alle deelnemers</h1>");
        list.ShouldNotContain("Eerst dit");
        list.ShouldNotContain("Vandaag gepland");
    }

    [Fact]
    public async Task A_team_lead_sees_whose_each_case_is_and_narrows_to_one_coach()
    {
        using var els = await Site.SignedIn("els", Branch.Password);
        using var lotte = await Site.SignedIn("lotte", Branch.Password);
        var yasmina = Site.House.References.User(Site.House.Tenant, "yasmina").Value;

        var all = await Page(els, "/today");
        all.ShouldContain("data-l=\"Coach\">Gebruiker lotte");
        all.ShouldContain("data-l=\"Coach\">Nog geen coach");
        all.ShouldContain($"<option value=\"{yasmina}\">Gebruiker yasmina</option>");
        Rows(all).ShouldBe(4);
        var hers = await Page(els, $"/today?coach={yasmina}");
        Rows(hers).ShouldBe(2);
        hers.ShouldContain($"<option value=\"{yasmina}\" selected>");
        hers.ShouldContain("1 tot 2 van 2 deelnemers");
        Rows(await Page(els, "/today?coach=none")).ShouldBe(1);
        (await els.Post("/today", ("coach", yasmina.ToString()))).Location.ShouldBe($"/today?coach={yasmina}#everyone");
        HtmlCheck.Faults((await els.Get($"/today?coach={yasmina}")).Body, "nl").ShouldBeEmpty();

        var own = await Page(lotte, $"/today?coach={yasmina}");
        own.ShouldNotContain("id=\"coach\"");
        Rows(own).ShouldBe(2, "a coach's list is the own one, whatever is asked");
    }

    [Fact]
    public async Task The_number_in_the_title_the_list_and_its_pages_is_one_number()
    {
        using var els = await Site.SignedIn("els", Branch.Password);
        var page = await Page(els, "/today");
        var title = Title().Match(page);
        var total = title.Groups["all"].Value;
        page.ShouldContain($"Wat loopt: {total}");
        page.ShouldContain($"van {total} deelnemers</p>");
        page.ShouldContain($"Met aandacht: {title.Groups["urgent"].Value}");
        page.ShouldNotContain(", 0 ");
    }

    private static async Task<string> Page(Caller caller, string address) => WebUtility.HtmlDecode((await caller.Get(address)).Body);

    private static int Rows(string page) => page.Contains("<tbody>", StringComparison.Ordinal) ? page.Split("<tbody>")[^1].Split("</tbody>")[0].Split("<tr>").Length - 1 : 0;

    [GeneratedRegex("<dd class=\"big\">[^\\n]*?<a href=\"(?<to>/trail[^\"]*)\">(?<count>\\d+)</a>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex("<h1>Vandaag vragen (?<urgent>\\d+) van de (?<all>\\d+) deelnemers iets van hun coach</h1>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();
}
