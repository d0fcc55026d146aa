using System.Net;
using Microsoft.AspNetCore.Http;

namespace ZorgWerk.Web.Tests;

/// <summary>Whoever registers somebody is asked whether it is the one of almost the same name, on the page and in a call alike; and learns nothing of a case that is not theirs.</summary>
public sealed class SimilarPeopleSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private TestSite Site => branch.Site;

    [Fact]
    public async Task On_the_page_a_case_one_may_see_is_shown_and_of_another_only_that_it_is_there()
    {
        var own = await Register("claesen NOOR");
        own.Status.ShouldBe(422);
        own.Body.ShouldContain($"/cases/{Branch.Cases[0].Id(Site.House)}");
        own.Body.ShouldNotContain("een dossier dat niet voor jou is");

        var other = await Register("Cas Petters");
        other.Status.ShouldBe(422);
        other.Body.ShouldContain("een dossier dat niet voor jou is");
        foreach (var told in new[] { "Peeters", "RT-004", Branch.Cases[3].Id(Site.House).ToString() }) other.Body.ShouldNotContain(told);
        other.Body.ShouldContain("value=\"Cas Petters\"");
        HtmlCheck.Faults(other.Body, "nl").ShouldBeEmpty();

        // Not the colleague's: whoever is registered here has no coach yet, and is seen by everybody.
        (await Register("claesen NOOR", ("other", "yes"))).Status.ShouldBe(303);
    }

    [Fact]
    public async Task That_somebody_met_a_case_so_is_on_its_record()
    {
        await Register("Ada Maess");
        (await Site.Ask<long>($"select count(*) from zw_readings where participant_id = '{Branch.Cases[1].Id(Site.House)}' and page = 'new' and not allowed")).ShouldBe(1);
    }

    [Fact]
    public async Task In_a_call_the_same_is_asked_and_answered_under_the_same_key()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var key = Key();
        string Body(string answer) => $$$"""{"participant":"S-{{{key.Value}}}",{{{answer}}}"on":"2025-06-20","fields":{"name":"Smet Bea","language":"dutch"}}""";

        var asked = await lotte.Post("/api/v1/participants", Body(""), key);
        (asked.Status, asked.Problem).ShouldBe((StatusCodes.Status409Conflict, "similar"));
        asked.Json.GetProperty("cases").EnumerateArray().Select(one => one.GetString()).ShouldBe([$"/api/v1/participants/{Branch.Cases[2].Id(Site.House)}"]);
        asked.Json.GetProperty("faults")[0].GetProperty("pointer").GetString().ShouldBe("/anotherPerson");
        (await lotte.Post("/api/v1/participants", Body("\"anotherPerson\":false,"), key)).Problem.ShouldBe("similar");

        var taken = await lotte.Post("/api/v1/participants", Body("\"anotherPerson\":true,"), key);
        taken.Status.ShouldBe(201, taken.Body);
        // Asked again, with or without the answer, it is the same call.
        (await lotte.Post("/api/v1/participants", Body(""), key)).Body.ShouldBe(taken.Body);
    }

    [Fact]
    public async Task In_a_call_nothing_is_told_of_a_case_that_is_not_the_callers()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var asked = await lotte.Post("/api/v1/participants", """{"participant":"S-2","on":"2025-06-20","fields":{"name":"Peeters Cas","language":"dutch"}}""", Key());
        asked.Problem.ShouldBe("similar");
        asked.Json.GetProperty("cases").GetArrayLength().ShouldBe(0);
        foreach (var told in new[] { "Peeters", "RT-004", Branch.Cases[3].Id(Site.House).ToString() }) asked.Body.ShouldNotContain(told);
        (await lotte.Post("/api/v1/participants", """{"participant":"S-2","anotherPerson":"ja","on":"2025-06-20","fields":{"name":"Peeters Cas","language":"dutch"}}""", Key())).Body.ShouldContain("/anotherPerson");
    }

    [Fact]
    public async Task A_reference_that_a_spreadsheet_damaged_is_turned_away_by_the_call_and_by_the_page()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var call = await lotte.Post("/api/v1/participants", """{"participant":"8,5073E+10","on":"2025-06-20","fields":{"name":"Mia Verbrugge","language":"dutch"}}""", Key());
        (call.Status, call.Json.GetProperty("faults")[0].GetProperty("code").GetString()).ShouldBe((422, "sheet/number-shortened"));

        var page = await Register("Mia Verbrugge", ("f-reference", "8,5073E+10"));
        page.Status.ShouldBe(422);
        page.Body.ShouldContain("kortte hier een lang nummer in");
    }

    [Fact]
    public async Task A_number_that_may_be_one_or_a_thousand_is_asked_for_in_a_form_too()
    {
        var answer = await branch.As("lotte").Post($"/cases/{Branch.Cases[0].Id(Site.House)}/record/hold-session", ("f-on", "2025-06-01"), ("f-form", "individual"), ("f-minutes", "1.000"));
        answer.Status.ShouldBe(422);
        WebUtility.HtmlDecode(answer.Body).ShouldContain("Dit kan één zijn of duizend.");
        answer.Body.ShouldContain("value=\"1.000\"");
    }

    [Theory]
    [InlineData("laes", "Noor Claesen")]
    [InlineData("RT001", "Noor Claesen")]
    [InlineData("x", "vind je alleen wie zo kort heet")]
    [InlineData("…", "is niet gezocht")]
    public async Task Any_part_of_a_name_or_number_is_looked_for_and_what_is_too_little_is_told(string typed, string told) =>
        WebUtility.HtmlDecode((await branch.As("lotte").Post("/today", ("q", typed))).Body).ShouldContain(told);

    private Task<Answer> Register(string name, params (string, string)[] also) => branch.As("lotte").Post("/cases/new",
    [
        ("f-name", name), ("f-language", "dutch"), ("f-on", "2025-06-20"), ("f-programme", "rentree"), ("f-reason", "returns-as-soon-as-possible"), ("f-employment", "employed"), ("f-ageBand", "from35"),
        ("f-schooling", "middle"), ("command", Guid.NewGuid().ToString()), .. also.Any(field => field.Item1 == "f-reference") ? [] : new[] { ("f-reference", $"N-{Guid.NewGuid():N}") }, .. also,
    ]);

    private static (string, string Value) Key() => ("Idempotency-Key", Guid.NewGuid().ToString());
}
