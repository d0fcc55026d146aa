using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace ZorgWerk.Web.Tests;

/// <summary>What the first page of the day tells a coach of one case.</summary>
public sealed class TodaySpecs
{
    private static readonly LocalDate Day = new(2025, 5, 22);

    [Fact]
    public async Task Whether_an_employer_may_be_told_anything_stands_in_the_list_for_as_long_as_it_holds()
    {
        var clock = new FakeClock(Day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromHours(8));
        await using var site = await TestSite.Open(Branch.Name, Branch.Fill, (services, _) => services.AddSingleton<NodaTime.IClock>(clock));
        using var lotte = await site.SignedIn("lotte", Branch.Password);
        (await Sharing(lotte)).ShouldBe("tot 31 dec");

        await Record(site, """{"participant":"RT-001","on":"2025-05-22","coach":"lotte","step":"withdraw-consent","fields":{"consent":"T1","how":"verbal"}}""");
        (await Sharing(lotte)).ShouldBe("ingetrokken 22 mei");

        await Record(site, """{"participant":"RT-001","on":"2025-05-22","coach":"lotte","step":"grant-consent","fields":{"consent":"T2","giver":"participant","categories":["progress"],"recipients":["hr"],"purpose":"work-resumption","from":"2025-05-22","until":"2025-05-27","how":"paper","informed":true}}""");
        (await Sharing(lotte)).ShouldBe("tot 27 mei");
        clock.Advance(Duration.FromDays(10));
        (await Sharing(lotte)).ShouldBe("liep af op 27 mei");
        await Record(site, """{"participant":"RT-001","on":"2025-06-01","coach":"lotte","step":"grant-consent","fields":{"consent":"T3","giver":"participant","categories":["progress"],"recipients":["hr"],"purpose":"work-resumption","from":"2025-06-10","until":"2025-07-31","how":"paper","informed":true}}""");
        (await Sharing(lotte)).ShouldBe("pas vanaf 10 jun");
        clock.Advance(Duration.FromDays(10));
        (await Sharing(lotte)).ShouldBe("tot 31 jul");

        await Record(site, """{"participant":"RT-001","on":"2025-05-23","coach":"lotte","step":"remove-actor","fields":{"actor":"hr"}}""");
        (await Sharing(lotte)).ShouldBe("geen werkgever");
        var differences = new List<string>();
        await site.House.Verifier.Verify(difference => differences.Add(difference.View));
        differences.ShouldNotContain("caseload");
    }

    [Fact]
    public async Task A_name_that_is_looked_for_is_in_no_address_and_stays_while_its_cases_are_paged_and_sorted()
    {
        await using var site = await TestSite.Open(Branch.Name, async house =>
        {
            await Branch.Fill(house);
            for (var n = 0; n < 30; n++) await Branch.AddCase(house, Guid.NewGuid(), $"Zeno Zoeker {n}");
        });
        using var lotte = await site.SignedIn("lotte", Branch.Password);

        (await lotte.Get("/today?q=zeno")).Body.ShouldNotContain("value=\"zeno\"");
        (await lotte.Post("/today", ("q", ""), ("phase", "open"))).Location.ShouldBe("/today?phase=open#everyone");
        var first = (await lotte.Post("/today", ("q", "zeno"))).Body;
        var second = (await lotte.Post("/today", ("q", "zeno"), ("page", "2"))).Body;
        var sorted = (await lotte.Post("/today", ("q", "zeno"), ("sort", "name"), ("sort", "contact"))).Body;

        foreach (var found in new[] { first, second, sorted })
        {
            (found.Split("<th scope=\"row\"").Length - 1).ShouldBe(found == second ? 5 : 25);
            found.ShouldNotContain("?q=");
            found.ShouldContain("value=\"zeno\"");
            found.ShouldContain("name=\"page\" value=\"1\"");
            HtmlCheck.Faults(found, "nl").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_changed_situation_is_a_reason_and_a_step_for_today_is_in_the_rail()
    {
        var clock = new FakeClock(Day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromHours(8));
        await using var site = await TestSite.Open(Branch.Name, Branch.Fill, (services, _) => services.AddSingleton<NodaTime.IClock>(clock));
        using var lotte = await site.SignedIn("lotte", Branch.Password);
        (await lotte.Get("/today")).Body.ShouldNotContain("Vandaag gepland");

        await Record(site, """
            {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"map-actor","fields":{"actor":"gp","role":"general-practitioner","name":"An Arts"}}
            {"participant":"RT-001","on":"2025-05-21","coach":"lotte","step":"report-situation-change","fields":{"trend":"worsened","what":"Minder energie"}}
            """);
        var changed = (await lotte.Get("/today")).Body;
        changed.ShouldContain("De situatie veranderde op 21 mei, het plan is nog niet bekeken");
        changed.ShouldContain("/record/plan-step\">Bekijk het plan");

        await Record(site, """{"participant":"RT-001","on":"2025-05-21","coach":"lotte","step":"plan-step","fields":{"step":"S1","by":"participant","due":"2025-05-22","what":"Bellen","doneWhen":"Er is een datum"}}""");
        var planned = (await lotte.Get("/today")).Body;
        planned.ShouldNotContain("het plan is nog niet bekeken");
        planned.ShouldContain("Vandaag gepland");
        planned.ShouldContain("/record/reach-step\">Leg vast");
    }

    [Fact]
    public async Task A_list_that_is_not_whole_says_so_and_everybody_else_is_found()
    {
        await using var site = await TestSite.Open(Branch.Name, Branch.Fill);
        // Longer late than anybody the office has.
        await site.Execute($"""
            insert into zw_caseload (tenant_id, participant_id, version, trajectory, phase, programme, opened_on, next_follow_up_on, at_work)
            select '{site.House.Tenant}', md5(n::text)::uuid, 1, 1, 'open', 'made-up', date '2020-01-01', date '2020-06-01' + n % 30, false from generate_series(1, 10050) n
            """);
        // All of them called as she is.
        await site.Execute($"insert into zw_names select '{site.House.Tenant}', md5(n::text)::uuid, token from zw_names, generate_series(1, 10050) n where participant_id = '{Branch.Cases[0].Id(site.House)}'");
        using var els = await site.SignedIn("els", Branch.Password);
        const string Note = "10000 deelnemers of meer: deze lijst gaat over de 10000 die het eerst aan de beurt zijn.";
        async Task<string> Page(string address) => WebUtility.HtmlDecode((await els.Get(address)).Body);

        var page = await Page("/today");
        foreach (var said in new[] { "10000+ van de 10000+ deelnemers", "10000+ te laat", "Nog 9990+ anderen", Note, "Een + achter een getal", "Wat loopt: 10000+", "Alle, ook afgesloten: 10000+", "1 tot 25 van 10000+", "<option value=\"rentree\"", "<option value=\"made-up\"" }) page.ShouldContain(said);
        page.ShouldNotContain("Noor Claesen");
        HtmlCheck.Faults((await els.Get("/today")).Body, "nl").ShouldBeEmpty();
        (await Page("/today?list=all&page=400")).ShouldContain("9976 tot 10000 van 10000+");
        (await Page("/today?list=all&page=401")).ShouldContain("1 tot 25 van 10000+");

        // A search is of all, to its end.
        var last = WebUtility.HtmlDecode((await els.Post("/today", ("q", "noor"), ("sort", "next"), ("page", "403"))).Body);
        last.ShouldContain("10051 tot 10051 van 10051 deelnemers");
        WebUtility.HtmlDecode((await els.Post("/today", ("q", "noor"), ("page", "2147483647"))).Body).ShouldContain("1 tot 25 van 10051 deelnemers");
        foreach (var found in new[] { last, await Page("/today?list=all&programme=rentree"), await Page("/today?list=attention&programme=rentree") })
        {
            found.ShouldContain("Noor Claesen");
            found.ShouldNotContain(Note);
            found.ShouldNotContain("10000+ deelnemers</p>");
        }
    }

    private static async Task<string> Sharing(Caller lotte)
    {
        var row = Regex.Match((await lotte.Get("/today?list=all")).Body, "Noor Claesen</a><small>RT-001.*?data-l=\"Delen met werkgever\">(?<said>.*?)</td>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return Regex.Replace(row.Groups["said"].Value, "<[^>]+>", "", RegexOptions.None, TimeSpan.FromSeconds(1)).Trim();
    }

    private static async Task Record(TestSite site, string log)
    {
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(log));
        var result = await site.House.Importer().Import(site.House.Tenant, lines, dryRun: false, error => throw new InvalidOperationException(error.ToString()));
        result.Recorded.ShouldBe(result.Lines);
    }
}
