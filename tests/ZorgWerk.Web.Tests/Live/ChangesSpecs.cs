using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace ZorgWerk.Web.Tests;

/// <summary>What changes is told as it comes: to who may see it, once, and without what was said.</summary>
public sealed class ChangesSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private TestSite Site => branch.Site;

    [Fact]
    public async Task Who_follows_a_case_hears_that_something_was_recorded_and_nothing_of_what()
    {
        var id = await Somebody();
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        using var els = await ApiCaller.SignIn(Site, "els");
        using var ofOne = await lotte.Follow($"/api/v1/participants/{id}/changes");
        using var ofAll = await lotte.Follow("/api/v1/changes");
        var other = await Somebody();
        (await els.HoldSession(other, 11)).Status.ShouldBe(201);
        (await els.HoldSession(id, 12)).Status.ShouldBe(201);

        var told = (await ofOne.Next())!.Value;
        told.EnumerateObject().Select(member => member.Name).ShouldBe(["participant", "version", "kind", "enteredAt"]);
        (told.GetProperty("participant").GetGuid(), told.GetProperty("version").GetInt64(), told.GetProperty("kind").GetString()).ShouldBe((id, 8, "session_held"));
        var all = new List<(Guid, long)>();
        while (all.LastOrDefault() != (id, 8)) all.Add(Of((await ofAll.Next())!.Value));
        all.ShouldBe([.. Enumerable.Range(1, 8).Select(version => (other, (long)version)), (id, 8)]);
    }

    [Fact]
    public async Task Taken_up_where_it_was_left_nothing_is_skipped_or_repeated_also_on_another_node()
    {
        var id = await Somebody();
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        var heard = new List<long>();
        string? last;
        using (var first = await lotte.Follow($"/api/v1/participants/{id}/changes"))
        {
            for (var minutes = 1; minutes <= 3; minutes++) await lotte.HoldSession(id, minutes);
            while (heard.Count < 2) heard.Add(Of((await first.Next())!.Value).Version);
            last = first.Last;
        }
        for (var minutes = 4; minutes <= 6; minutes++) await lotte.HoldSession(id, minutes);

        await using var node = await TestSite.Open(Branch.Name, on: Site.Place);
        using var there = await ApiCaller.SignIn(node, "lotte");
        using var second = await there.Follow($"/api/v1/participants/{id}/changes", last);
        // The control: who does not say where it was left has missed what came in between.
        using var forgetful = await there.Follow($"/api/v1/participants/{id}/changes");
        await lotte.HoldSession(id, 7);
        while (heard[^1] < 14) heard.Add(Of((await second.Next())!.Value).Version);

        heard.ShouldBe([8, 9, 10, 11, 12, 13, 14]);
        Of((await forgetful.Next())!.Value).Version.ShouldBe(14);
    }

    [Fact]
    public async Task While_many_record_at_once_each_change_is_told_once_and_in_order()
    {
        Guid[] cases = [await Somebody(), await Somebody(), await Somebody()];
        using var els = await ApiCaller.SignIn(Site, "els");
        using var heard = await els.Follow("/api/v1/changes");
        await Task.WhenAll(cases.Select(async one =>
        {
            for (var minutes = 1; minutes <= 10; minutes++) (await els.HoldSession(one, minutes)).Status.ShouldBe(201);
        }));

        var told = new List<(Guid Case, long Version)>();
        while (told.Count < 30) told.Add(Of((await heard.Next())!.Value));
        foreach (var one in cases) told.Where(change => change.Case == one).Select(change => change.Version).ShouldBe(Enumerable.Range(8, 10).Select(version => (long)version));
    }

    [Fact]
    public async Task Who_may_no_longer_see_a_case_hears_no_more_of_it()
    {
        var (id, mine) = (await Somebody(), await Somebody());
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        using var els = await ApiCaller.SignIn(Site, "els");
        using var heard = await lotte.Follow("/api/v1/changes");
        using var control = await els.Follow("/api/v1/changes");
        await els.HoldSession(id, 21);
        Of((await heard.Next())!.Value).ShouldBe((id, 8));

        (await els.Post($"/api/v1/participants/{id}/steps/hand-over-case", """{"on":"2025-06-20","fields":{"coach":"yasmina","reason":"Verlof"}}""", ("If-Match", "*"), ("Idempotency-Key", Guid.NewGuid().ToString()))).Status.ShouldBe(201);
        await els.HoldSession(id, 22);
        await els.HoldSession(mine, 23);

        Of((await heard.Next())!.Value).ShouldBe((mine, 8));
        for (var version = 8; version <= 10; version++) Of((await control.Next())!.Value).ShouldBe((id, version));
    }

    [Fact]
    public async Task A_stream_ends_with_the_account_it_was_opened_with()
    {
        var login = $"n{Guid.NewGuid():N}";
        await Site.House.Users.Add(Site.House.Tenant, new Casework.Users.NewUser(login, "Nieuw", Casework.Users.Role.TeamLead, "nl", PasswordHashing.Hash(Branch.Password)));
        var id = await Somebody();
        using var caller = await ApiCaller.SignIn(Site, login);
        using var els = await ApiCaller.SignIn(Site, "els");
        using var heard = await caller.Follow("/api/v1/changes");
        await Site.Execute($"update zw_users set password_hash = 'another' where user_id = '{Site.House.References.User(Site.House.Tenant, login).Value}'");
        await els.HoldSession(id, 31);

        (await heard.Rest()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_ends_when_its_hour_is_over()
    {
        var time = new HandTime();
        await using var site = await TestSite.Open(Branch.Name, services: (services, _) => services.AddSingleton<TimeProvider>(time), on: Site.Place);
        var id = await Somebody();
        using var lotte = await ApiCaller.SignIn(site, "lotte");
        using var els = await ApiCaller.SignIn(Site, "els");
        using var heard = await lotte.Follow("/api/v1/changes");
        time.Advance(TimeSpan.FromMinutes(61));
        await els.HoldSession(id, 32);

        (await heard.Rest()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_stops_ends_its_streams_and_they_go_on_elsewhere()
    {
        var id = await Somebody();
        using var els = await ApiCaller.SignIn(Site, "els");
        string? last;
        await using (var node = await TestSite.Open(Branch.Name, on: Site.Place))
        {
            using var lotte = await ApiCaller.SignIn(node, "lotte");
            using var heard = await lotte.Follow("/api/v1/changes");
            await node.App.StopAsync();
            (await heard.Rest()).ShouldBeEmpty();
            last = heard.Last;
        }
        await els.HoldSession(id, 33);
        using var again = await ApiCaller.SignIn(Site, "lotte");
        using var taken = await again.Follow("/api/v1/changes", last);
        Of((await taken.Next())!.Value).ShouldBe((id, 8));
    }

    [Fact]
    public async Task One_user_follows_so_many_times_and_no_more()
    {
        using var audit = await ApiCaller.SignIn(Site, "audit");
        var open = new List<Heard>();
        for (var one = 1; one <= ZorgWerk.Web.Live.ChangeStreams.MostOfOne; one++) open.Add(await audit.Follow("/api/v1/changes"));
        (await audit.Get("/api/v1/changes")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(429), answer => answer.Problem.ShouldBe("streams"));
        foreach (var one in open) one.Dispose();
    }

    [Fact]
    public async Task Following_a_case_is_one_look_at_it_however_much_is_told()
    {
        var id = await Somebody();
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        using var els = await ApiCaller.SignIn(Site, "els");
        using var heard = await lotte.Follow($"/api/v1/participants/{id}/changes");
        for (var minutes = 41; minutes <= 43; minutes++)
        {
            await els.HoldSession(id, minutes);
            await heard.Next();
        }
        (await Site.Place.Ask<string[]>($"select array_agg(page) from zw_readings where participant_id = '{id}' and user_id = '{Site.House.References.User(Site.House.Tenant, "lotte").Value}'")).ShouldBe(["api.changes"]);
    }

    [Fact]
    public async Task A_place_that_was_made_up_or_is_of_another_case_leads_nowhere()
    {
        var (id, other) = (await Somebody(), await Somebody());
        using var lotte = await ApiCaller.SignIn(Site, "lotte");
        using var heard = await lotte.Follow($"/api/v1/participants/{other}/changes");
        foreach (var place in new[] { "1", heard.Last! })
            (await lotte.Get($"/api/v1/participants/{id}/changes", ("Last-Event-ID", place))).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(400), answer => answer.Problem.ShouldBe("cursor"));
    }

    private static (Guid Case, long Version) Of(JsonElement change) => (change.GetProperty("participant").GetGuid(), change.GetProperty("version").GetInt64());

    private async Task<Guid> Somebody()
    {
        var id = Guid.NewGuid();
        await Branch.AddCase(Site.House, id, "Iemand Anders");
        return id;
    }
}
