using System.Text;

namespace ZorgWerk.Web.Tests;

/// <summary>Putting a step on the record through the API: once, on the version that was read, by the same rules.</summary>
public sealed class ApiStepSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private const string Session = """{"on":"2025-06-20","fields":{"form":"individual","minutes":50}}""";

    private TestSite Site => branch.Site;

    [Fact]
    public async Task A_step_is_recorded_on_the_version_that_was_read()
    {
        var (lotte, id) = await Somebody();
        var read = await lotte.Get($"/api/v1/participants/{id}");
        read.ETag.ShouldBe("\"7\"");

        var answer = await Post(lotte, id, "hold-session", Session, read.ETag!);
        answer.Status.ShouldBe(201, answer.Body);
        (answer.ETag, answer.Headers["Location"]).ShouldBe(("\"8\"", $"/api/v1/participants/{id}?at=8"));
        (await Versions(id)).ShouldBe(8);
        (await lotte.Get($"/api/v1/participants/{id}/timeline?limit=1")).Json.GetProperty("items")[0].GetProperty("kind").GetString().ShouldBe("session_held");
    }

    [Fact]
    public async Task Without_a_version_it_is_asked_for_and_on_an_old_one_nothing_is_recorded()
    {
        var (lotte, id) = await Somebody();
        (await lotte.Post($"/api/v1/participants/{id}/steps/hold-session", Session, Key())).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(428), answer => answer.Problem.ShouldBe("version-needed"));
        foreach (var old in new[] { "\"6\"", "W/\"7\"", "\"8\"", "7", "\"abc\"" })
            (await Post(lotte, id, "hold-session", Session, old)).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(412, old), answer => answer.Problem.ShouldBe("moved"), answer => answer.ETag.ShouldBe("\"7\""));
        (await Versions(id)).ShouldBe(7);
    }

    [Fact]
    public async Task Who_registers_a_colleagues_participant_again_learns_nothing_of_that_case()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var answer = await lotte.Post("/api/v1/participants", """{"participant":"RT-004","on":"2025-06-20","fields":{"name":"Cas Peeters","language":"dutch"}}""", Key());
        (answer.Status, answer.Problem, answer.ETag).ShouldBe((409, "register-participant/already-registered", null));
    }

    [Fact]
    public async Task Of_many_who_read_the_same_version_one_records()
    {
        var (lotte, id) = await Somebody();
        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(minutes => lotte.HoldSession(id, minutes, "\"7\"")));
        answers.Select(answer => answer.Status).Order().ShouldBe([201, .. Enumerable.Repeat(412, 11)]);
        (await Versions(id)).ShouldBe(8);
    }

    [Fact]
    public async Task Asked_again_under_its_key_a_step_gets_its_first_answer_also_from_another_node_and_after_the_record_moved()
    {
        var (lotte, id) = await Somebody();
        var key = Key();
        var first = await Post(lotte, id, "hold-session", Session, "\"7\"", key);
        (await lotte.HoldSession(id, 30)).Status.ShouldBe(201);
        await using var node = await TestSite.Open(Branch.Name, on: Site.Place);
        using var there = await ApiCaller.SignIn(node, "lotte");

        foreach (var caller in new[] { lotte, there })
        {
            var again = await Post(caller, id, "hold-session", """{ "fields": {"minutes":50, "form":"individual"}, "on":"2025-06-20" }""", "\"7\"", key);
            (again.Status, again.Body, again.ETag).ShouldBe((first.Status, first.Body, first.ETag));
        }
        (await Versions(id)).ShouldBe(9);
    }

    [Fact]
    public async Task What_stands_there_word_for_word_is_asked_about_and_said_to_be_a_second_one_it_is_recorded()
    {
        var (lotte, id) = await Somebody();
        var key = Key();
        const string note = """{"on":"2025-06-20","fields":{"text":"Niet bereikt,\nvoicemail ingesproken."}}""";
        (await Post(lotte, id, "write-note", note, "\"7\"")).Status.ShouldBe(201);

        var asked = await Post(lotte, id, "write-note", """{"on":"2025-06-20","fields":{"text":" Niet bereikt,\r\nvoicemail ingesproken.\n"}}""", "\"8\"", key, ("Accept-Language", "en"));
        (asked.Status, asked.Problem, asked.ETag).ShouldBe((409, "stands-already", "\"8\""));
        asked.Json.GetProperty("entry").ShouldSatisfyAllConditions(
            entry => entry.GetProperty("version").GetInt64().ShouldBe(8), entry => entry.GetProperty("by").GetString().ShouldBe("Gebruiker lotte"), entry => entry.GetProperty("enteredAt").GetString().ShouldNotBeNull());
        asked.Body.ShouldNotContain("voicemail");
        (await Versions(id)).ShouldBe(8);
        (await Post(lotte, id, "write-note", note, "\"8\"", key, ("Second-Entry", "perhaps"))).Problem.ShouldBe("choice");

        (await Post(lotte, id, "write-note", note, "\"8\"", key, ("Second-Entry", "true"))).Status.ShouldBe(201);
        // Asked again under its key it has its first answer, and anything that differs is asked nothing.
        (await Post(lotte, id, "write-note", note, "\"8\"", key)).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(201), answer => answer.ETag.ShouldBe("\"9\""));
        (await Post(lotte, id, "write-note", note.Replace("Niet", "Weer niet", StringComparison.Ordinal), "\"9\"")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_key_is_for_one_step_in_one_case_and_for_who_made_it()
    {
        var (lotte, id) = await Somebody();
        var (_, other) = await Somebody();
        var key = Key();
        (await Post(lotte, id, "hold-session", Session, "*", key)).Status.ShouldBe(201);

        (await Post(lotte, id, "hold-session", Session.Replace("50", "51", StringComparison.Ordinal), "*", key)).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(422), answer => answer.Problem.ShouldBe("key-reused"));
        (await Post(lotte, other, "hold-session", Session, "*", key)).Problem.ShouldBe("key-reused");
        using var els = await ApiCaller.SignIn(Site, "els");
        (await Post(els, id, "hold-session", Session.Replace("50", "52", StringComparison.Ordinal), "*", key)).Status.ShouldBe(201);
        (await Versions(other)).ShouldBe(7);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("not-a-uuid")]
    public async Task Without_a_key_nothing_is_recorded(string? key)
    {
        var (lotte, id) = await Somebody();
        (await lotte.Post($"/api/v1/participants/{id}/steps/hold-session", Session, ("If-Match", "*"), ("Idempotency-Key", key ?? ""))).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(400), answer => answer.Problem.ShouldBe("key-needed"));
        (await Versions(id)).ShouldBe(7);
    }

    [Fact]
    public async Task Who_handed_a_case_over_and_lost_the_answer_still_learns_it()
    {
        var (lotte, id) = await Somebody();
        var key = Key();
        const string handover = """{"on":"2025-06-20","fields":{"coach":"yasmina","reason":"Verlof"}}""";
        (await Post(lotte, id, "hand-over-case", handover, "\"7\"", key)).Status.ShouldBe(201);

        (await Post(lotte, id, "hand-over-case", handover, "\"7\"", key)).Status.ShouldBe(201);
        (await Post(lotte, id, "hand-over-case", handover, "\"7\"")).Status.ShouldBe(404);
        (await lotte.Get($"/api/v1/participants/{id}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_refusal_names_its_rule_in_the_language_that_was_asked_for_and_is_remembered()
    {
        var (lotte, id) = await Somebody();
        var key = Key();
        const string share = """{"on":"2025-06-20","fields":{"giver":"participant","categories":["work-ability"],"recipient":"hr","purpose":"work-resumption","content":"Dit is vertrouwelijk"}}""";
        var answer = await Post(lotte, id, "disclose-information", share, "\"7\"", key, ("Accept-Language", "fr-BE,fr;q=0.9"));

        (answer.Status, answer.Problem, answer.ETag, answer.Headers["Content-Language"]).ShouldBe((409, "disclose-information/consent-missing", "\"8\"", "fr"));
        answer.Json.GetProperty("rule").GetString().ShouldBe("R1");
        answer.Json.GetProperty("title").GetString().ShouldBe("Pas enregistré");
        answer.Body.ShouldNotContain("vertrouwelijk");
        (await Post(lotte, id, "disclose-information", share, "\"7\"", key, ("Accept-Language", "fr"))).Body.ShouldBe(answer.Body);
    }

    [Fact]
    public async Task Faults_point_at_what_was_written()
    {
        var (lotte, id) = await Somebody();
        var answer = await Post(lotte, id, "hold-session", """{"on":"2025-13-01","by":"me","fields":{"form":"telepathic","minutes":"many","colour":"red"}}""", "*");

        (answer.Status, answer.Problem).ShouldBe((422, "faults"));
        answer.Json.GetProperty("faults").EnumerateArray().Select(fault => $"{fault.GetProperty("pointer")} {fault.GetProperty("code")}").ShouldBe(
            ["/by field/unknown", "/on field/not-a-date", "/fields/form field/not-a-choice", "/fields/minutes field/not-a-number", "/fields/colour field/unknown"]);
        (await Versions(id)).ShouldBe(7);
    }

    [Theory]
    [InlineData("", 400, "malformed")]
    [InlineData("{", 400, "malformed")]
    [InlineData("[]", 400, "malformed")]
    [InlineData("\"x\"", 400, "malformed")]
    [InlineData("""{"on":"2025-06-20","on":"2025-06-20"}""", 422, "faults")]
    [InlineData("""{"on":"2025-06-20","fields":{"form":"\ud800"}}""", 422, "faults")]
    public async Task What_cannot_be_read_is_said_so(string body, int status, string problem)
    {
        var (lotte, id) = await Somebody();
        (await Post(lotte, id, "hold-session", body, "*")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(status), answer => answer.Problem.ShouldBe(problem));
    }

    [Fact]
    public async Task What_is_too_large_or_not_json_is_turned_away()
    {
        var (lotte, id) = await Somebody();
        var address = $"/api/v1/participants/{id}/steps/write-note";
        var note = $$$"""{"on":"2025-06-20","fields":{"text":"{{{new string('x', 300 * 1024)}}}"}}""";
        (await lotte.Post(address, note, Key(), ("If-Match", "*"))).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(413), answer => answer.Problem.ShouldBe("too-large"));
        using var form = new StringContent(Session, Encoding.UTF8, "text/plain");
        (await lotte.Send(HttpMethod.Post, address, form, Key(), ("If-Match", "*"))).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(415), answer => answer.Problem.ShouldBe("not-json-type"));
    }

    [Fact]
    public async Task Who_asks_for_little_gets_little()
    {
        var (lotte, id) = await Somebody();
        var answer = await Post(lotte, id, "hold-session", Session, "*", Key(), ("Prefer", "return=minimal"));
        (answer.Status, answer.Body, answer.ETag, answer.Headers["Preference-Applied"]).ShouldBe((201, "", "\"8\"", "return=minimal"));
    }

    [Fact]
    public async Task Somebody_new_is_registered_once()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var body = $$$"""{"participant":"N-{{{Guid.NewGuid():N}}}","on":"2025-06-20","fields":{"name":"Mia Nieuw","language":"dutch"}}""";
        var key = Key();
        var first = await lotte.Post("/api/v1/participants", body, key);
        (first.Status, first.ETag).ShouldBe((201, "\"1\""));
        (await lotte.Post("/api/v1/participants", body, key)).Body.ShouldBe(first.Body);
        (await lotte.Post("/api/v1/participants", body, Key())).Problem.ShouldBe("register-participant/already-registered");
        (await lotte.Get(first.Headers["Location"])).Json.GetProperty("name").GetString().ShouldBe("Mia Nieuw");

        // An id in the place of a reference would be taken for somebody's stream.
        (await lotte.Post("/api/v1/participants", $$$"""{"participant":"{{{Guid.NewGuid()}}}","on":"2025-06-20","fields":{"name":"Mia","language":"dutch"}}""", Key())).Json.GetProperty("faults")[0].GetProperty("pointer").GetString().ShouldBe("/participant");
    }

    private static (string, string) Key() => ("Idempotency-Key", Guid.CreateVersion7().ToString());

    private static Task<ApiAnswer> Post(ApiCaller caller, Guid id, string step, string body, string version, (string, string)? key = null, params (string, string)[] more) =>
        caller.Post($"/api/v1/participants/{id}/steps/{step}", body, [("If-Match", version), key ?? Key(), .. more]);

    private async Task<(ApiCaller Lotte, Guid Case)> Somebody()
    {
        var id = Guid.NewGuid();
        await Branch.AddCase(Site.House, id, "Iemand Anders");
        return (await ApiCaller.SignIn(Site, "lotte"), id);
    }

    private Task<long> Versions(Guid id) => Site.Place.Ask<long>($"select version from mt_streams where id = '{id}'");
}
