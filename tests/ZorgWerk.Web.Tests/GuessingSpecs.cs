using System.Net;
using System.Text.Json;
using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>Who guesses is slowed down and learns nothing of who is here; who knows the password is not kept out by it.</summary>
public sealed class GuessingSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly string Hash = PasswordHashing.Hash(Branch.Password);

    private TestSite Site => branch.Site;

    [Fact]
    public async Task A_login_that_is_there_and_one_that_is_not_are_answered_alike_for_ever_on_the_page_and_in_the_api()
    {
        var login = await NewUser();
        var there = await Guesses(login);
        var none = await Guesses($"niemand.{Guid.NewGuid():n}"[..20]);

        there.Select(one => one.Status).ShouldBe([422, 422, 422, 422, 422, 429, 429, 429]);
        there.ShouldBe(none);
        var (program, stranger) = (await ApiGuesses(login), await ApiGuesses($"niemand.{Guid.NewGuid():n}"[..20]));
        program.Select(one => one.Status).ShouldBe([401, 401, 401, 401, 401, 429, 429, 429]);
        program.ShouldBe(stranger);
    }

    [Fact]
    public async Task Who_has_the_right_password_comes_in_from_elsewhere_whatever_others_tried()
    {
        var login = await NewUser();
        for (var address = 0; address < 2; address++)
        {
            using var guesser = Site.Visitor();
            for (var guess = 0; guess < 6; guess++) await guesser.SignIn(login, $"fout {guess}", Branch.Name);
        }

        (await Site.SignedIn(login, Branch.Password)).Dispose();
    }

    [Fact]
    public async Task A_login_that_many_try_leaves_each_address_fewer_attempts()
    {
        var login = await NewUser();
        await Tried(SignInAttempts.ManyOthers, Id(login), "sha256(convert_to(n::text, 'utf8'))");

        using var late = Site.Visitor();
        (await late.SignIn(login, "fout", Branch.Name)).Status.ShouldBe(422);
        (await late.SignIn(login, "fout", Branch.Name)).Status.ShouldBe(422);
        (await late.SignIn(login, "fout", Branch.Name)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task An_address_that_tries_many_logins_has_to_wait_with_each_and_nobody_elsewhere_does()
    {
        using var guesser = Site.Visitor();
        (await guesser.SignIn("gok.eerst", "fout", Branch.Name)).Status.ShouldBe(422);
        await Tried(SignInAttempts.MostOfAddress - 2, null, KeyOf("gok.eerst"));
        (await guesser.SignIn("gok.laatst", "fout", Branch.Name)).Status.ShouldBe(422);

        var login = await NewUser();
        (await guesser.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(429);
        (await Site.SignedIn(login, Branch.Password)).Dispose();
    }

    [Fact]
    public async Task Guesses_made_at_once_are_counted_each()
    {
        var login = await NewUser();
        using var caller = Site.Visitor();
        var token = await caller.Token();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(guess =>
            caller.PostWithoutToken("/sign-in", (Caller.TokenField, token), ("login", login), ("password", $"fout {guess}"), ("organisation", Branch.Name))));

        answers.Count(answer => answer.Status == 422).ShouldBeLessThanOrEqualTo(SignInAttempts.MostOnLogin);
        while ((await caller.SignIn(login, "fout", Branch.Name)).Status != 429) { }
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task The_wait_ends_and_says_how_long_it_is()
    {
        var login = await NewUser();
        using var caller = Site.Visitor();
        for (var guess = 0; guess < 5; guess++) await caller.SignIn(login, "fout", Branch.Name);
        var waiting = await caller.SignIn(login, Branch.Password, Branch.Name);
        waiting.Body.ShouldContain(PageWords.In("nl", "door.slow").Replace("{0}", "15", StringComparison.Ordinal));
        waiting.Body.ShouldContain($"value=\"{login}\"");
        HtmlCheck.Faults(waiting.Body, "nl").ShouldBeEmpty();

        await Site.Execute($"update zw_sign_in_attempts set at = at - interval '15 minutes' where login_id = '{Id(login)}'");

        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Who_came_in_starts_anew_and_an_address_does_not_buy_guesses_with_it()
    {
        var login = await NewUser();
        using var caller = Site.Visitor();
        for (var round = 0; round < 2; round++)
        {
            for (var guess = 0; guess < 4; guess++) (await caller.SignIn(login, "fout", Branch.Name)).Status.ShouldBe(422);
            (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(302);
        }

        // What was tried on others stays counted, however often one comes in oneself.
        (await caller.SignIn("ander.eerst", "fout", Branch.Name)).Status.ShouldBe(422);
        await Tried(SignInAttempts.MostOfAddress - 2, null, KeyOf("ander.eerst"));
        (await caller.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(302);
        (await caller.SignIn("ander.laatst", "fout", Branch.Name)).Status.ShouldBe(422);
        (await caller.SignIn("nog.een.ander", "fout", Branch.Name)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task Nodes_count_together()
    {
        var login = await NewUser();
        await using var other = await TestSite.Open(Branch.Name, on: Site.Place);
        using var here = Site.Visitor();
        using var there = other.Visitor(here.From);
        for (var guess = 0; guess < 3; guess++) (await here.SignIn(login, "fout", Branch.Name)).Status.ShouldBe(422);
        for (var guess = 0; guess < 2; guess++) (await there.SignIn(login, "fout", Branch.Name)).Status.ShouldBe(422);

        foreach (var node in new[] { here, there }) (await node.SignIn(login, Branch.Password, Branch.Name)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task What_failed_is_shown_to_the_administrator_by_day_reason_and_network_without_a_name_or_an_address()
    {
        await using var site = await TestSite.Open(Branch.Name, Branch.Fill);
        using var beheer = await site.SignedIn("beheer", Branch.Password);
        (await beheer.Get("/users/failed")).Body.ShouldContain(PageWords.In("nl", "failed.none"));
        using var guesser = site.Visitor(IPAddress.Parse("127.201.202.203"));
        for (var guess = 0; guess < 6; guess++) await guesser.SignIn("lotte", "fout", Branch.Name);
        await guesser.SignIn("niemand.hier", "fout", Branch.Name);
        await guesser.SignIn("lotte", "fout", "geen organisatie");

        var page = (await beheer.Get("/users/failed")).Body;

        HtmlCheck.Faults(page, "nl").ShouldBeEmpty();
        foreach (var why in new[] { "wrong-password", "slowed-down", "unknown-login" }) page.ShouldContain(PageWords.In("nl", $"failed.{why}"));
        page.ShouldNotContain(PageWords.In("nl", "failed.stopped-account"));
        page.ShouldContain("127.201.202.x");
        page.ShouldNotContain("127.201.202.203");
        page.ShouldContain("<b>7</b>");
        (await site.Ask<string>("select string_agg(why || ' ' || (user_id is not null) || ' ' || times, ', ' order by why) from zw_failed_sign_ins"))
            .ShouldBe("slowed-down true 1, unknown-login false 1, wrong-password true 5");
        (await site.Ask<long>("select count(*) from zw_failed_sign_ins t where t::text ilike '%lotte%' or t::text like '%127.201.202.203%' or t::text ilike '%niemand%'")).ShouldBe(0);
        (await site.Ask<long>("select count(*) from zw_sign_in_attempts t where t::text ilike '%lotte%' or t::text like '%127.201%'")).ShouldBe(0);
        using var lotte = await site.SignedIn("lotte", Branch.Password);
        (await lotte.Get("/account")).Body.ShouldContain(PageWords.In("nl", "account.failed").Replace("{0}", "6", StringComparison.Ordinal));
        (await lotte.Get("/users/failed")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_is_kept_of_failures_is_forgotten_in_time()
    {
        await Site.House.Attempts.Note(Site.House.Tenant, "lotte", "10.9.8.x", FailedSignIn.WrongPassword);
        await Site.Execute("update zw_failed_sign_ins set hour = now() - interval '89 days' where network = '10.9.8.x'");
        await Site.House.Attempts.Forget();
        (await Site.Ask<long>("select count(*) from zw_failed_sign_ins where network = '10.9.8.x'")).ShouldBe(1);

        await Site.Execute("update zw_failed_sign_ins set hour = now() - interval '91 days' where network = '10.9.8.x'");
        await Site.Execute("update zw_sign_in_attempts set at = now() - interval '16 minutes'");
        await Site.House.Attempts.Forget();

        (await Site.Ask<long>("select count(*) from zw_failed_sign_ins where network = '10.9.8.x'")).ShouldBe(0);
        (await Site.Ask<long>("select count(*) from zw_sign_in_attempts")).ShouldBe(0);
    }

    /// <summary>As many attempts that failed, without the time that each takes.</summary>
    /// <param name="login">Whose; null: another one each.</param>
    /// <param name="address">The key of each one's address, in SQL.</param>
    private Task Tried(int times, Guid? login, string address) => Site.Execute(
        $"insert into zw_sign_in_attempts (tenant_id, login_id, address_key, at) select '{Branch.Name}', {(login is { } one ? $"'{one}'" : "gen_random_uuid()")}, {address}, now() from generate_series(1, {times}) n");

    private string KeyOf(string login) => $"(select address_key from zw_sign_in_attempts where login_id = '{Id(login)}')";

    private async Task<List<(int Status, string Body)>> Guesses(string login)
    {
        using var caller = Site.Visitor();
        var answers = new List<(int, string)>();
        for (var guess = 0; guess < 8; guess++)
        {
            var answer = await caller.SignIn(login, $"fout {guess}", Branch.Name);
            answers.Add((answer.Status, answer.Comparable.Replace(login, "", StringComparison.Ordinal)));
        }
        return answers;
    }

    private async Task<List<(int Status, string Body)>> ApiGuesses(string login)
    {
        using var caller = new ApiCaller(Site.Address, from: Caller.NextAddress());
        var answers = new List<(int, string)>();
        for (var guess = 0; guess < 8; guess++)
        {
            var answer = await caller.Post("/api/v1/session", JsonSerializer.Serialize(new { organisation = Branch.Name, login, password = $"fout {guess}" }));
            answers.Add((answer.Status, answer.Body));
        }
        return answers;
    }

    private async Task<string> NewUser()
    {
        var login = $"nieuw.{Guid.NewGuid():n}"[..20];
        (await Site.House.Users.Add(Site.House.Tenant, new NewUser(login, "Iemand Nieuw", Role.Evaluator, "nl", Hash))).ShouldBeNull();
        return login;
    }

    private Guid Id(string login) => Site.House.References.User(Site.House.Tenant, login).Value;
}
