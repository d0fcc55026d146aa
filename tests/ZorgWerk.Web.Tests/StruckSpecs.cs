using ZorgWerk.Casework.Users;
using ZorgWerk.Cli;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Tests;

/// <summary>What was struck is told by no page and no answer, whoever may see the case; that it was struck is.</summary>
public class StruckSpecs
{
    /// <summary>Stands in every text that is struck, and in no other.</summary>
    private const string Struck = "GEHEIM";

    private const int First = 9, Last = 16;

    private static readonly string Log = Lines.Replace("…", Struck, StringComparison.Ordinal)
        + string.Join('\n', Enumerable.Range(First, Last - First + 1).Reverse().Select(Strike));

    private const string Lines = """
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"map-actor","fields":{"actor":"gp","role":"general-practitioner","name":"Dr. Haddad"}}
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"map-actor","fields":{"actor":"union","role":"union","name":"… 1","organisation":"… 2"}}
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"write-note","fields":{"text":"… 3"}}
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"set-goal","fields":{"goal":"G1","what":"… 4","hope":"… 5"}}
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"plan-step","fields":{"step":"S1","by":"participant","due":"2025-06-20","what":"… 6","doneWhen":"… 7"}}
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"hold-session","fields":{"form":"individual","minutes":50,"report":"… 8"}}
        {"participant":"RT-001","on":"2025-05-21","coach":"lotte","step":"disclose-information","fields":{"giver":"participant","categories":["progress"],"recipient":"hr","purpose":"work-resumption","content":"… 9"}}
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"make-referral","fields":{"referral":"R1","referred":"other","reason":"… 10"}}
        {"participant":"RT-001","on":"2025-05-20","coach":"lotte","step":"write-note","fields":{"text":"… 11"}}
        {"participant":"RT-001","on":"2025-05-22","coach":"lotte","step":"correct-entry","fields":{"entry":16,"reason":"verschreven","replacement":{"step":"write-note","on":"2025-05-20","fields":{"text":"… 12"}}}}

        """;

    private static string Strike(int entry) =>
        $$$"""{"participant":"RT-001","on":"2025-05-22","coach":"lotte","step":"correct-entry","fields":{"entry":{{{entry}}},"reason":"verkeerd dossier"} }""";

    [Fact]
    public async Task What_was_struck_is_told_by_no_page_and_no_answer()
    {
        await using var site = await TestSite.Open(Branch.Name, Fill);
        var id = Branch.Cases[0].Id(site.House);
        var faults = new List<string>();
        var told = 0;
        foreach (var (login, role) in Branch.Users.Where(user => user.Role is Role.Coach or Role.TeamLead or Role.Auditor && Branch.Cases[0].SeenBy.Contains(user.Login)))
        {
            using var browser = await site.SignedIn(login, Branch.Password);
            using var program = await ApiCaller.SignIn(site, login);
            foreach (var route in site.Routes.Where(route => route.Takes("GET") && !route.IsStream() && route.RightOf() is { } right and not Right.Anyone && role.Has(right)))
            foreach (var address in Enumerable.Range(First, route.IsOfOneThing() ? Last - First + 1 : 1).Select(entry => route.Address(id, new Things(null, entry))))
            {
                var body = route.IsApi() ? (await program.Get(address)).Body : (await browser.Get(address)).Body;
                if (body.Contains(Struck, StringComparison.Ordinal)) faults.Add($"{login} {address}");
                if (body.Contains("verkeerd dossier", StringComparison.Ordinal)) told++;
            }
            // A coach reads the record as it was; what an auditor replays shows what stood there (R13).
            foreach (var version in Enumerable.Range(First, Last))
                if ((await program.Get($"/api/v1/participants/{id}?at={version}")).Body.Contains(Struck, StringComparison.Ordinal) && role is not Role.Auditor) faults.Add($"{login} at {version}");
        }

        faults.ShouldBeEmpty();
        told.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task An_auditor_reads_the_record_as_it_was_before_something_was_struck()
    {
        await using var site = await TestSite.Open(Branch.Name, Fill);
        using var audit = await ApiCaller.SignIn(site, "audit");

        (await audit.Get($"/api/v1/participants/{Branch.Cases[0].Id(site.House)}?at=12")).Body.ShouldContain(Struck);
    }

    private static async Task Fill(House house)
    {
        await Branch.Fill(house);
        await Branch.Add(house, Log);
    }
}
