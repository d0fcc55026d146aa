using System.Net;
using System.Text.RegularExpressions;

namespace ZorgWerk.Web.Tests;

/// <summary>Medical words are named to whoever typed them, on the page and in the answer, with ways on; and they are kept in neither.</summary>
public sealed partial class MedicalTextSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private const string Medical = "Diagnose: borstkanker stadium III, chemo tot mei, F33.1";

    private static readonly string[] Words = ["Diagnose", "borstkanker", "stadium III", "chemo", "F33.1"];

    private TestSite Site => branch.Site;

    private Caller Lotte => branch.As("lotte");

    private Guid Noor => Branch.Cases[0].Id(Site.House);

    [Fact]
    public async Task A_form_names_the_words_keeps_the_text_and_records_what_is_confirmed()
    {
        var address = $"/cases/{Noor}/record/analyse-work-situation";
        var typed = await Filled(address, ("f-on", "2025-06-16"), ("f-content", Medical));

        var asked = await Lotte.Post(address, typed);
        asked.Status.ShouldBe(422);
        Marked(asked.Body).ShouldBe(Words);
        asked.Body.ShouldContain(Medical);
        (await Answers()).ShouldNotContain("kanker");

        var answered = Again(asked.Body, typed, ("medical", "confirm"));
        var recorded = await Lotte.Post(address, answered);
        recorded.Status.ShouldBe(303, recorded.Body);
        (await Lotte.Get($"/cases/{Noor}")).Body.ShouldContain("Bevestigd dat er geen diagnose of behandeling staat in");
        (await LastEvent("work_situation_analysed")).ShouldContain("\"notMedical\": [\"content\"]");
    }

    [Fact]
    public async Task Who_types_another_word_after_confirming_is_asked_again()
    {
        var address = $"/cases/{Noor}/record/analyse-work-situation";
        var typed = await Filled(address, ("f-on", "2025-06-16"), ("f-content", "Na de chemo"));
        var asked = await Lotte.Post(address, typed);

        var again = await Lotte.Post(address, Again(asked.Body, typed, ("medical", "confirm"), ("f-content", "Na de chemo en de bestraling")));

        again.Status.ShouldBe(422);
        Marked(again.Body).ShouldBe(["chemo", "bestraling"]);
    }

    [Fact]
    public async Task The_code_of_a_diagnosis_in_findings_is_named_and_cannot_be_confirmed()
    {
        var address = $"/cases/{Noor}/record/record-first-line-assessment";
        var asked = await Lotte.Post(address, await Filled(address, ("f-on", "2025-06-16"), ("f-need", "within-first-line"), ("f-findings", "Ernstige depressie, F32.1")));

        asked.Status.ShouldBe(422);
        Marked(asked.Body).ShouldContain("F32.1");
        asked.Body.ShouldNotContain("medical-confirm");
    }

    [Fact]
    public async Task A_letter_with_medical_words_has_no_button_that_shares_it_before_it_is_said_what_they_are()
    {
        var address = $"/cases/{Noor}/share";
        var hr = await Site.Ask<Guid>($"select recipient from zw_disclosures where participant_id = '{Noor}' limit 1");
        var typed = await Filled(
            address, ("giver", Guid.Empty.ToString()), ("recipient", hr.ToString()), ("categories", "progress"), ("purpose", "work-resumption"), ("on", "20-06-2025"), ("content", Medical), ("action", "preview"));

        var preview = await Lotte.Post(address, typed);
        preview.Status.ShouldBe(422);
        Marked(preview.Body).ShouldBe(Words, preview.Body);
        preview.Body.ShouldNotContain("name=\"action\" value=\"share\"");

        var moved = await Lotte.Post(address, Again(preview.Body, typed, ("medical", "move")));
        moved.Body.ShouldContain("value=\"medical\" checked");
        Marked(moved.Body).ShouldBeEmpty();

        var confirmed = await Lotte.Post(address, Again(preview.Body, typed, ("medical", "confirm")));
        confirmed.Status.ShouldBe(200);
        confirmed.Body.ShouldContain("name=\"action\" value=\"share\"");
        var shared = await Lotte.Post(address, Again(confirmed.Body, typed, ("action", "share"), ("command", Guid.NewGuid().ToString())));
        shared.Status.ShouldBe(303, shared.Body);
        (await LastEvent("information_disclosed")).ShouldContain("\"notMedical\": [\"content\"]");
    }

    [Fact]
    public async Task The_API_names_the_words_in_its_answer_keeps_them_nowhere_and_takes_a_confirmation()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var key = Guid.CreateVersion7();
        Task<ApiAnswer> Plan(string more, Guid under) => lotte.Post(
            $"/api/v1/participants/{Noor}/steps/analyse-work-situation", $$$"""{"on":"2025-06-17","fields":{"content":"{{{Medical}}}"{{{more}}}}}""", ("If-Match", "*"), ("Idempotency-Key", under.ToString()));

        foreach (var refused in new[] { await Plan("", key), await Plan("", key) })
        {
            refused.Status.ShouldBe(409);
            var fault = refused.Json.GetProperty("faults")[0];
            fault.GetProperty("pointer").GetString().ShouldBe("/fields/content");
            fault.GetProperty("words").EnumerateArray().Select(word => word.GetString()).ShouldBe(Words);
        }
        (await Answers()).ShouldNotContain("kanker");
        (await Plan(""","notMedical":["something"]""", Guid.CreateVersion7())).Status.ShouldBe(422);
        (await Plan(""","notMedical":["content"]""", Guid.CreateVersion7())).Status.ShouldBe(201);
        var facts = (await lotte.Get($"/api/v1/participants/{Noor}/timeline?limit=1")).Json.GetProperty("items")[0].GetProperty("facts").EnumerateArray();
        facts.Single(fact => fact.GetProperty("field").GetString() is "notMedical").GetProperty("values")[0].GetString().ShouldBe("content");
    }

    /// <summary>The hidden fields of the page's form, and what is typed.</summary>
    private async Task<(string, string)[]> Filled(string address, params (string Name, string Value)[] typed) => 
        [.. Hidden((await Lotte.Get(address)).Body).DistinctBy(field => field.Name).Where(field => field.Name is not Caller.TokenField && typed.All(one => one.Name != field.Name)), .. typed];

    /// <summary>The same once more, with the hidden fields of the page that asked.</summary>
    private static (string, string)[] Again(string body, (string Name, string Value)[] typed, params (string Name, string Value)[] answers)
    {
        (string Name, string Value)[] hidden =
            [.. Hidden(body).Where(field => field.Name is "command" or "medical" || field.Name.StartsWith("asked-", StringComparison.Ordinal)).Where(field => answers.All(one => one.Name != field.Name)).Distinct()];
        return [.. typed.Where(field => hidden.Concat(answers).All(one => one.Name != field.Name)), .. hidden, .. answers];
    }

    private static IEnumerable<(string Name, string Value)> Hidden(string body) =>
        HiddenInput().Matches(body).Select(input => (input.Groups["name"].Value, WebUtility.HtmlDecode(input.Groups["value"].Value)));

    private static IEnumerable<string> Marked(string body) => Mark().Matches(body).Select(mark => WebUtility.HtmlDecode(mark.Groups["word"].Value));

    private Task<string> Answers() => Site.Ask<string>("select coalesce(string_agg(answer::text, ' '), '') from zw_commands");

    private Task<string> LastEvent(string kind) => Site.Ask<string>($"select data::text from mt_events where type = '{kind}' and stream_id = '{Noor}' order by version desc limit 1");

    [GeneratedRegex("<input type=\"hidden\"(?: form=\"[^\"]*\")? name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenInput();

    [GeneratedRegex("<mark>(?<word>[^<]*)</mark>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
