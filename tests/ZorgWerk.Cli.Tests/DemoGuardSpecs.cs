using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ZorgWerk.Cli.Tests;

/// <summary>The demo stays by itself: its accounts open nothing else, and its cases are put into no database that holds anything else.</summary>
public class DemoGuardSpecs
{
    [Fact]
    public async Task Without_the_demo_its_accounts_do_not_sign_in_and_the_start_says_what_to_do()
    {
        await using var place = await Workplace.OnTestServer();
        var password = await Demo(place);
        using var real = Zorgwerk.Start(["up", "--accept-loss", "--port", "0", "--json", .. place.Here]);
        var address = await Address(real);

        (await SignIn(address, "lotte.verbeeck", password)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SignIn(address, "beheer", password)).ShouldBe(HttpStatusCode.Unauthorized);
        // Whoever is at the server may make one of them an account that counts.
        var reset = (await place.Run("user", "reset-password", "beheer", "--json")).Json.ShouldHaveSingleItem();
        (await SignIn(address, "beheer", reset.GetProperty("password").GetString()!)).ShouldBe(HttpStatusCode.Forbidden);
        real.Interrupt();
        var said = await real.End();
        said.Errors.ShouldContain("lotte.verbeeck of demo");
        said.Errors.ShouldContain("zorgwerk user reset-password LOGIN");
    }

    [Fact]
    public async Task Accounts_of_a_demo_that_an_earlier_version_made_are_known_by_their_password()
    {
        await using var place = await Workplace.OnTestServer();
        var password = await Demo(place);
        await place.Ask<object?>("with old as (update zw_users set is_demo = false returning 1) select count(*) from old");
        using var real = Zorgwerk.Start(["up", "--accept-loss", "--port", "0", "--json", .. place.Here]);

        (await SignIn(await Address(real), "lotte.verbeeck", password)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("jobcentrum")]
    public async Task The_demo_is_put_into_no_database_that_somebody_works_in(string organisation)
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("import", place.Write("log.jsonl", SmallHouse.Log(1)), "--organisation", organisation)).ExitCode.ShouldBe(0);
        var before = await place.Ask<long>("select count(*) from mt_events");

        var said = await place.Run("up", "--demo", "--accept-loss", "--port", "0");

        (said.ExitCode, said.Output).ShouldBe((1, ""));
        said.Errors.ShouldContain($"holds the work of organisation {organisation}");
        said.Errors.ShouldContain("--data");
        (await place.Ask<long>("select count(*) from mt_events")).ShouldBe(before);
        (await place.Ask<long>("select count(*) from zw_users")).ShouldBe(0);
    }

    [Fact]
    public async Task A_demo_beside_which_somebody_else_began_to_work_is_no_longer_only_a_demo()
    {
        await using var place = await Workplace.OnTestServer();
        await Demo(place);
        await place.Ask<object?>("""
            with real as (
              insert into zw_users (tenant_id, user_id, role, language, login_sealed, name_sealed, password_hash, created_at)
              values ('jobcentrum', gen_random_uuid(), 'coach', 'nl', 'x', 'x', 'x', now()) returning 1)
            select count(*) from real
            """);

        (await place.Run("up", "--demo", "--accept-loss", "--port", "0")).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("--address", "zorgwerk.example")]
    [InlineData("--proxies", "10.0.0.0/99")]
    public async Task What_is_no_address_and_no_proxy_is_said_in_one_line(string option, string value)
    {
        await using var place = await Workplace.OnTestServer();
        var said = await place.Run("up", "--accept-loss", "--port", "0", option, value);

        (said.ExitCode, said.Output).ShouldBe((3, ""));
        said.Errors.ShouldContain(value);
    }

    /// <returns>The password of its accounts.</returns>
    private static async Task<string> Demo(Workplace place)
    {
        using var demo = Zorgwerk.Start(["up", "--demo", "--accept-loss", "--port", "0", "--json", .. place.Here]);
        var address = await Address(demo);
        var password = JsonDocument.Parse(await demo.NextLine()).RootElement.GetProperty("password").GetString()!;
        (await SignIn(address, "lotte.verbeeck", password)).ShouldBe(HttpStatusCode.Created);
        demo.Interrupt();
        await demo.End();
        return password;
    }

    private static async Task<HttpStatusCode> SignIn(Uri address, string login, string password)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("api/v1/session", new { organisation = "demo", login, password });
        return answer.StatusCode;
    }

    private static async Task<Uri> Address(Zorgwerk up) => new(JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!);
}
