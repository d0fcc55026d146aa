using System.Text.RegularExpressions;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>Handing over many cases: each gets its own answer, and none is handed over twice or over somebody's head.</summary>
public sealed class HandOverSpecs : IAsyncLifetime
{
    private TestSite? _site;

    private TestSite Site => _site!;

    public async Task InitializeAsync() => _site = await TestSite.Open(Branch.Name, Branch.Fill);

    public async Task DisposeAsync() => await Site.DisposeAsync();

    [Fact]
    public async Task Each_case_gets_its_result_and_sending_it_again_changes_nothing()
    {
        using var els = await Site.SignedIn("els", Branch.Password);
        var (own, none, other) = (Case("own"), Case("without a coach yet"), Case("another coach's"));
        (await els.Get($"/hand-over?case={own}&case={none}&case={other}")).Body.ShouldContain("Noor Claesen");

        var form = Form(("action", "check"), ("case", own), ("case", none), ("case", other));
        var check = await els.Post("/hand-over", form);
        check.Status.ShouldBe(200);
        foreach (var name in (string[])["Noor Claesen", "Bea Smet", "Cas Peeters", "Gebruiker yasmina", "Verlof"]) check.Body.ShouldContain(name);
        (await Coach(own)).ShouldBe(Id("lotte"));

        var sent = Hidden(check.Body);
        var done = await els.Post("/hand-over", [.. sent, ("action", "do")]);
        done.Status.ShouldBe(200);
        var results = Results(done.Body);
        results["Noor Claesen"].ShouldContain("Doorgegeven aan ");
        results["Cas Peeters"].ShouldContain("Was al bij ");
        results["Bea Smet"].ShouldContain(Coaching.Words.In("nl", "trajectory/none"));
        (await Coach(own)).ShouldBe(Id("yasmina"));
        var events = await Events();

        Results((await els.Post("/hand-over", [.. sent, ("action", "do")])).Body)["Noor Claesen"].ShouldContain("Doorgegeven aan ");
        (await Events()).ShouldBe(events);
    }

    [Fact]
    public async Task Nobody_is_offered_who_has_them_already()
    {
        using var lotte = await Site.SignedIn("lotte", Branch.Password);
        using var els = await Site.SignedIn("els", Branch.Password);
        var (own, other) = (Case("own"), Case("another coach's"));
        string Option(string login) => $"<option value=\"{Id(login)}\"";
        (await lotte.Get($"/hand-over?case={own}")).Body.ShouldNotContain(Option("lotte"));
        (await lotte.Get($"/hand-over?case={own}")).Body.ShouldContain(Option("yasmina"));
        (await els.Get($"/hand-over?case={other}")).Body.ShouldNotContain(Option("yasmina"));
        (await els.Get($"/hand-over?case={own}&case={other}")).Body.ShouldContain(Option("lotte"));
    }

    [Fact]
    public async Task A_coach_hands_over_the_own_cases_and_no_others_and_no_longer_sees_them()
    {
        using var lotte = await Site.SignedIn("lotte", Branch.Password);
        var (own, other) = (Case("own"), Case("another coach's"));
        var check = await lotte.Post("/hand-over", Form(("action", "check"), ("case", own), ("case", other)));
        check.Body.ShouldContain(PageWords.In("nl", "over.gone"));
        check.Body.ShouldNotContain("Cas Peeters");

        (string, string)[] sent = [.. Hidden(check.Body), ("case", other.ToString()), ($"was-{other}", Id("yasmina").ToString()), ("action", "do")];
        var done = (await lotte.Post("/hand-over", sent)).Body;
        done.ShouldContain("1 van 2 doorgegeven");
        done.ShouldContain(PageWords.In("nl", "over.became-NotYours"));
        done.ShouldNotContain("Cas Peeters");
        (await lotte.Get($"/cases/{own}")).Status.ShouldBe(404);
        (await Site.Place.Ask<bool>($"select bool_or(allowed) from zw_readings where participant_id = '{other}' and page = 'hand-over'")).ShouldBeFalse();
        // Again: told as it was, though the case is out of sight.
        var events = await Events();
        (await lotte.Post("/hand-over", sent)).Body.ShouldContain("1 van 2 doorgegeven");
        (await Events()).ShouldBe(events);
    }

    [Fact]
    public async Task Who_was_first_is_not_overruled()
    {
        using var els = await Site.SignedIn("els", Branch.Password);
        var own = Case("own");
        var sent = Hidden((await els.Post("/hand-over", Form(("action", "check"), ("case", own)))).Body);
        var lotte = sent.Select(field => field.Item1 == "coach" ? (field.Item1, Id("lotte").ToString()) : field).ToArray();
        await els.Post("/hand-over", [.. sent, ("action", "do")]);

        // A second window, made before: it still thinks the case is Lotte's, and would take it from Yasmina.
        var late = await els.Post("/hand-over", [.. lotte.Where(field => field.Item1 != "command"), ("command", Guid.NewGuid().ToString()), ("action", "do")]);
        Results(late.Body)["Noor Claesen"].ShouldContain("Iemand was je voor");
        (await Coach(own)).ShouldBe(Id("yasmina"));
    }

    [Fact]
    public async Task A_form_that_goes_again_with_another_coach_does_not_tell_that_the_case_went_there()
    {
        using var els = await Site.SignedIn("els", Branch.Password);
        var own = Case("own");
        var sent = Hidden((await els.Post("/hand-over", Form(("action", "check"), ("case", own)))).Body);
        await els.Post("/hand-over", [.. sent, ("action", "do")]);

        // Back in the browser, another colleague chosen, and sent.
        var changed = await els.Post("/hand-over", [.. sent.Select(field => field.Item1 == "coach" ? (field.Item1, Id("lotte").ToString()) : field), ("action", "do")]);

        changed.Body.ShouldContain("0 van 1 doorgegeven");
        Results(changed.Body)["Noor Claesen"].ShouldBe(PageWords.In("nl", "over.became-OtherwiseBefore"));
        (await Coach(own)).ShouldBe(Id("yasmina"));
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_and_nothing_happens()
    {
        using var els = await Site.SignedIn("els", Branch.Password);
        var own = Case("own");
        var events = await Events();
        var asked = await els.Post("/hand-over", ("action", "do"), ("case", own.ToString()), ("on", "1-6-2026"));
        asked.Status.ShouldBe(422);
        asked.Body.ShouldContain(PageWords.In("nl", "share.missing.coach"));
        asked.Body.ShouldContain(PageWords.In("nl", "share.missing.reason"));
        (await els.Post("/hand-over", ("action", "do"), ("case", own.ToString()), ("on", "1-6-2026"), ("coach", Guid.NewGuid().ToString()), ("reason", "Verlof"))).Status.ShouldBe(422);
        (await Events()).ShouldBe(events);
        (await els.Get("/hand-over")).Body.ShouldContain(PageWords.In("nl", "over.nobody"));
    }

    private (string, string)[] Form(params (string, object)[] fields) =>
        [.. fields.Select(field => (field.Item1, field.Item2.ToString()!)), ("coach", Id("yasmina").ToString()), ("reason", "Verlof"), ("on", "1-6-2026"), ("command", Guid.NewGuid().ToString())];

    /// <summary>What stands unseen in the form that hands over.</summary>
    private static (string, string)[] Hidden(string body)
    {
        var form = body[body.IndexOf("action=\"/hand-over\"", StringComparison.Ordinal)..];
        return [.. Regex.Matches(form, "<input type=\"hidden\" name=\"(?<name>[^_\"][^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(field => (field.Groups["name"].Value, System.Net.WebUtility.HtmlDecode(field.Groups["value"].Value)))];
    }

    private static Dictionary<string, string> Results(string body) =>
        Regex.Matches(body, "<b>(?<name>[^<]+)</b>\\s*<p>(?<said>[^<]+)</p>", RegexOptions.None, TimeSpan.FromSeconds(1)).ToDictionary(one => one.Groups["name"].Value, one => System.Net.WebUtility.HtmlDecode(one.Groups["said"].Value));

    private Guid Case(string kind) => Branch.Cases.Single(one => one.Kind == kind).Id(Site.House);

    private Guid Id(string login) => Site.House.References.User(Site.House.Tenant, login).Value;

    private Task<Guid> Coach(Guid id) => Site.Place.Ask<Guid>($"select coach_id from zw_caseload where participant_id = '{id}'");

    private Task<long> Events() => Site.Place.Ask<long>("select count(*) from mt_events");
}
