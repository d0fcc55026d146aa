using System.IO.Compression;
using ZorgWerk.Casework.Outcomes;

namespace ZorgWerk.Web.Tests;

/// <summary>What an auditor takes along and goes through, and what an evaluator takes home.</summary>
public sealed class InsightSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    [Fact]
    public async Task The_trail_comes_as_a_sheet_of_the_choice_and_who_took_it_is_on_record()
    {
        var before = await branch.Site.Place.Ask<long>("select count(*) from zw_exports");
        var sheet = await branch.As("audit").Get("/trail/extract?outcome=disclosed");
        sheet.Type.ShouldBe("text/csv");
        var lines = sheet.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldStartWith("happened_on,happened_at,recorded_at,");
        lines.Length.ShouldBe(5);
        lines.Skip(1).ShouldAllBe(line => line.Contains(",participant,human-resources,progress,", StringComparison.Ordinal));
        foreach (var one in Branch.Cases) sheet.Body.ShouldNotContain(one.Person);

        (await branch.Site.Place.Ask<long>("select count(*) from zw_exports")).ShouldBe(before + 1);
        (await branch.As("audit").Get("/trail")).Body.ShouldContain("href=\"/trail?outcome=disclosed\"");
        (await branch.As("audit").Get("/trail/extract?outcome=refused")).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_sheet_that_cannot_be_recorded_is_not_given()
    {
        await branch.Site.Execute("alter table zw_exports add constraint full_up check (asked = '') not valid");
        try
        {
            var answer = await branch.As("audit").Get("/trail/extract");
            answer.Status.ShouldBe(500);
            answer.Body.ShouldNotContain("RT-001");
        }
        finally
        {
            await branch.Site.Execute("alter table zw_exports drop constraint full_up");
        }
    }

    [Fact]
    public async Task Who_looked_is_narrowed_to_a_person_and_a_period()
    {
        var id = Branch.Cases[0].Id(branch.Site.House);
        await branch.As("lotte").Get($"/cases/{id}");
        await branch.As("allezi").Get($"/cases/{id}/share");
        var (lotte, allezi) = (User("lotte"), User("allezi"));
        var hers = (await branch.As("audit").Get($"/cases/{id}/looked?who={lotte}")).Body;
        Rows(hers).ShouldAllBe(row => row.Contains("Gebruiker lotte", StringComparison.Ordinal));
        Rows(hers).ShouldNotBeEmpty();
        // An evaluator has no pages of cases; that one was asked for stands here all the same.
        Rows((await branch.As("audit").Get($"/cases/{id}/looked?who={allezi}")).Body).ShouldContain(row => row.Contains("Nee, geweigerd", StringComparison.Ordinal));
        Rows((await branch.As("audit").Get($"/cases/{id}/looked?until=1-1-2020")).Body).ShouldBeEmpty();
        (await branch.As("audit").Get($"/cases/{id}/looked?from=ooit")).Body.ShouldContain("errsum");
        (await branch.As("audit").Get($"/cases/{id}/looked?from=gisteren")).Body.ShouldNotContain("errsum");
    }

    [Fact]
    public async Task An_evaluator_takes_home_no_row_of_a_person()
    {
        await branch.As("allezi").Get("/outcomes");
        using var caller = new HttpClient(new SocketsHttpHandler { CookieContainer = branch.As("allezi").Cookies }) { BaseAddress = branch.Site.Address };
        await using var zip = new ZipArchive(await caller.GetStreamAsync(new Uri("/outcomes/rentree/extract?by=schooling", UriKind.Relative)));
        zip.Entries.Select(entry => entry.Name).ShouldBe(ExtractFiles.Names);
        using var groups = new StreamReader(await zip.GetEntry("groups.csv")!.OpenAsync());
        (await groups.ReadToEndAsync()).ShouldContain("all,hidden,hidden");
    }

    private Guid User(string login) => branch.Site.House.References.User(branch.Site.House.Tenant, login).Value;

    private static IEnumerable<string> Rows(string page) => page.Contains("<tbody>", StringComparison.Ordinal) ? page.Split("<tbody>")[1].Split("</tbody>")[0].Split("<tr>").Skip(1) : [];
}
