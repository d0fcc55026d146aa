using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Casework.Users;

namespace ZorgWerk.Web.Tests;

/// <summary>Coming in with a token, and reading with it.</summary>
public sealed class ApiReadingSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly string Hash = PasswordHashing.Hash(Branch.Password);

    private TestSite Site => branch.Site;

    private Guid Noor => Branch.Cases[0].Id(Site.House);

    [Fact]
    public async Task Page_by_page_every_case_is_told_once_while_others_are_added()
    {
        using var els = await ApiCaller.SignIn(Site, "els");
        var before = await Site.Place.Ask<Guid[]>($"select array_agg(participant_id) from zw_caseload where tenant_id = '{Branch.Name}'");
        var told = new List<Guid>();
        for (string? address = "/api/v1/participants?limit=2"; address is not null;)
        {
            var page = await els.Get(address);
            page.Status.ShouldBe(200, page.Body);
            told.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetGuid()));
            address = page.Next;
            await Branch.AddCase(Site.House, new Guid($"00000000-0000-4000-8000-{Random.Shared.NextInt64(1L << 40):x12}"), "Erbij Gekomen");
            if (told.Count > 200) break;
        }
        told.ShouldBeUnique();
        before.Except(told).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/participants", "lotte")]
    [InlineData("/api/v1/participants/{0}/timeline", "lotte")]
    [InlineData("/api/v1/trail", "audit")]
    public async Task A_place_that_was_made_up_changed_or_given_to_somebody_else_leads_nowhere(string list, string login)
    {
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, list, Noor);
        using var caller = await ApiCaller.SignIn(Site, login);
        var cursors = Site.App.Services.GetRequiredService<ZorgWerk.Web.Api.Cursors>();
        var user = new ZorgWerk.Web.Doors.SignedInUser(Site.House.Tenant, Site.House.References.User(Site.House.Tenant, "els"), Role.TeamLead, "", "nl", "");
        var others = cursors.Seal(user, list.Split('/')[^1], Guid.Empty.ToString());
        foreach (var cursor in new[] { "1", "made-up", "", others, others[..^4] + "AAAA" })
            (await caller.Get($"{address}?cursor={Uri.EscapeDataString(cursor)}")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(400, cursor), answer => answer.Problem.ShouldBe("cursor"));
    }

    [Fact]
    public async Task The_record_is_gone_through_from_the_newest_entry_to_the_first()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var told = new List<long>();
        for (string? address = $"/api/v1/participants/{Noor}/timeline?limit=3"; address is not null;)
        {
            var page = await lotte.Get(address);
            told.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("version").GetInt64()));
            address = page.Next;
        }
        told.ShouldBe(Enumerable.Range(1, 7).Select(version => (long)version).Reverse());
    }

    [Fact]
    public async Task A_case_is_told_as_it_stood_on_a_version_and_as_it_was_known_at_an_instant()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        JsonElement Network(ApiAnswer answer) => answer.Json.GetProperty("network");
        var now = await lotte.Get($"/api/v1/participants/{Noor}");
        Network(now).GetArrayLength().ShouldBe(1);
        now.Json.GetProperty("phase").GetString().ShouldBe("open");

        var then = await lotte.Get($"/api/v1/participants/{Noor}?at=3");
        (then.ETag, then.Json.GetProperty("phase").GetString(), Network(then).GetArrayLength()).ShouldBe(("\"3\"", "before-intake", 0));

        var known = await Site.Place.Ask<DateTime>($"select timestamp from mt_events where stream_id = '{Noor}' and version = 4");
        var at = Uri.EscapeDataString(NodaTime.Text.InstantPattern.ExtendedIso.Format(Instant.FromDateTimeUtc(known)));
        (await lotte.Get($"/api/v1/participants/{Noor}?at={at}")).Json.GetProperty("version").GetInt64().ShouldBeInRange(4, 7);
        (await lotte.Get($"/api/v1/participants/{Noor}?at=2001-01-01T00:00:00Z")).Status.ShouldBe(404);
        (await lotte.Get($"/api/v1/participants/{Noor}?at=yesterday")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(400), answer => answer.Problem.ShouldBe("at"));
    }

    [Fact]
    public async Task Who_has_this_version_already_is_told_so_and_no_more()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var read = await lotte.Get($"/api/v1/participants/{Noor}");
        (await lotte.Get($"/api/v1/participants/{Noor}", ("If-None-Match", $"\"1\", {read.ETag}"))).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(304), answer => answer.Body.ShouldBeEmpty(), answer => answer.ETag.ShouldBe(read.ETag));
        (await lotte.Get($"/api/v1/participants/{Noor}", ("If-None-Match", "\"1\""))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_has_a_version_from_before_an_erasure_reads_it_anew()
    {
        var id = Guid.NewGuid();
        await Branch.AddCase(Site.House, id, "Vergeet Mij");
        id = Site.House.References.ParticipantStream(Site.House.Tenant, id.ToString()).Value;
        using var els = await ApiCaller.SignIn(Site, "els");
        (await els.Get($"/api/v1/participants/{id}?at=2", ("If-None-Match", "\"2\""))).Status.ShouldBe(304);
        foreach (var (step, fields) in new[] { ("close-trajectory", """{"why":"goal-reached","canManageAlone":true}"""), ("erase-personal-data", """{"ground":"requested"}""") })
            (await els.Post($"/api/v1/participants/{id}/steps/{step}", $$"""{"on":"2025-06-20","fields":{{fields}}}""", ("If-Match", "*"), ("Idempotency-Key", Guid.NewGuid().ToString()))).Status.ShouldBe(201);

        (await els.Get($"/api/v1/participants/{id}?at=2", ("If-None-Match", "\"2\""))).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(200), answer => answer.Body.ShouldNotContain("Vergeet"));
    }

    [Theory]
    [InlineData("audit", "/api/v1/trail?category=progres")]
    [InlineData("audit", "/api/v1/trail?outcome=refuse")]
    [InlineData("audit", "/api/v1/trail?to=hr")]
    [InlineData("allezi", "/api/v1/programmes/rentree/figures?by=shoe-size")]
    public async Task A_filter_that_is_mistyped_is_not_left_out_in_silence(string login, string address)
    {
        using var caller = await ApiCaller.SignIn(Site, login);
        (await caller.Get(address)).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(400), answer => answer.Problem.ShouldBe("choice"), answer => answer.Body.ShouldContain(address.Split('?')[1].Split('=')[0]));
    }

    [Fact]
    public async Task Who_takes_the_trail_along_by_program_is_on_record_once_for_all_its_pages()
    {
        using var audit = await ApiCaller.SignIn(Site, "audit");
        var before = await Site.Place.Ask<long>("select count(*) from zw_exports");
        (await audit.Get("/api/v1/trail?outcome=disclosed")).Status.ShouldBe(200);
        (await Site.Place.Ask<string>("select asked from zw_exports order by at desc limit 1")).ShouldBe("/trail?outcome=disclosed");
        (await Site.Place.Ask<long>("select count(*) from zw_exports")).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Consents_and_who_knows_what_are_told_with_their_days()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var consent = (await lotte.Get($"/api/v1/participants/{Noor}/consents")).Json[0];
        consent.GetProperty("recipients")[0].GetProperty("name").GetString().ShouldBe("Wim Aerts");
        consent.GetProperty("lastDay").GetString().ShouldBe("2025-12-31");

        async Task<string?> Hr(string day) => (await lotte.Get($"/api/v1/participants/{Noor}/who-knows-what?on={day}")).Json.GetProperty("recipients").EnumerateArray()
            .Single(row => row.GetProperty("who").GetProperty("role").GetString() is "human-resources").GetProperty("cells").EnumerateArray().Single(cell => cell.GetProperty("category").GetString() is "progress").GetProperty("knowing").GetString();
        (await Hr("2025-05-17"), await Hr("2025-05-21"), await Hr("2026-01-02")).ShouldBe(("may-not-told", "knows-and-may", "knows-may-not"));
        (await lotte.Get($"/api/v1/participants/{Noor}/who-knows-what?on=someday")).Problem.ShouldBe("day");
    }

    [Theory]
    [InlineData("fr", "fr", "Introuvable")]
    [InlineData("de, en;q=0.5", "en", "Not found")]
    [InlineData("de", "nl", "Niet gevonden")]
    [InlineData(null, "nl", "Niet gevonden")]
    public async Task Problems_come_in_the_language_of_who_asks(string? asked, string language, string title)
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte", language: asked);
        var answer = await lotte.Get($"/api/v1/participants/{Guid.NewGuid()}");
        (answer.Headers["Content-Language"], answer.Json.GetProperty("title").GetString()).ShouldBe((language, title));
    }

    [Fact]
    public async Task Every_mishap_under_the_api_is_a_problem()
    {
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        (await lotte.Get("/api/v1/nothing.json")).Problem.ShouldBe("none");
        (await lotte.Get("/api")).Problem.ShouldBe("none");
        (await lotte.Get("/api/v1/participants?limit=some")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(400), answer => answer.Problem.ShouldBe("number"));
        (await lotte.Send(HttpMethod.Delete, $"/api/v1/participants/{Noor}", null)).Problem.ShouldBe("method");
    }

    [Fact]
    public async Task A_token_ends_after_an_hour_and_when_the_account_changes()
    {
        var time = new HandTime();
        await using var site = await TestSite.Open(Branch.Name, services: (services, _) => services.AddSingleton<TimeProvider>(time), on: Site.Place);
        var login = await NewUser();
        using (var caller = await ApiCaller.SignIn(site, login))
        {
            time.Advance(TimeSpan.FromMinutes(59));
            (await caller.Get("/api/v1/participants")).Status.ShouldBe(200);
            time.Advance(TimeSpan.FromMinutes(2));
            (await caller.Get("/api/v1/participants")).Problem.ShouldBe("sign-in");
        }
        using (var caller = await ApiCaller.SignIn(site, login))
        {
            await Site.Execute($"update zw_users set role = 'evaluator' where user_id = '{Site.House.References.User(Site.House.Tenant, login).Value}'");
            (await caller.Get("/api/v1/participants")).Problem.ShouldBe("sign-in");
        }
        using var madeUp = new ApiCaller(site.Address, "CfDJ8made-up");
        (await madeUp.Get("/api/v1/participants")).Problem.ShouldBe("sign-in");
    }

    [Fact]
    public async Task Guessing_is_slowed_down_alike_for_programs_and_people()
    {
        var login = await NewUser();
        using var caller = new ApiCaller(Site.Address);
        Task<ApiAnswer> SignIn(string password) => caller.Post("/api/v1/session", JsonSerializer.Serialize(new { organisation = Branch.Name, login, password }));
        for (var attempt = 1; attempt <= 5; attempt++) (await SignIn("fout")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(401), answer => answer.Problem.ShouldBe("wrong"));
        (await SignIn("fout")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(429), answer => int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 900));
        (await SignIn(Branch.Password)).Status.ShouldBe(429);
        using var person = Site.Visitor(System.Net.IPAddress.Loopback);
        (await person.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(429);
    }

    private async Task<string> NewUser()
    {
        var login = $"n{Guid.NewGuid():N}";
        (await Site.House.Users.Add(Site.House.Tenant, new NewUser(login, "Nieuw", Role.Coach, "nl", Hash))).ShouldBeNull();
        return login;
    }
}
