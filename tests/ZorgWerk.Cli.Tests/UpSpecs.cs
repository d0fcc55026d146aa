using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace ZorgWerk.Cli.Tests;

/// <summary>The service with a PostgreSQL of its own: started, looked at, stopped, started again.</summary>
public class UpSpecs
{
    [Fact]
    public async Task Up_serves_stops_with_its_postgresql_when_interrupted_and_takes_up_the_same_data()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        using var http = new HttpClient();
        var postmaster = Path.Combine(place.Embedded.DataDirectory, "postmaster.pid");
        string[] firstUsers;
        long position;
        using (var first = Zorgwerk.Start(["up", "--demo", "--port", "0", "--json", .. place.Here]))
        {
            var address = await Address(first);
            firstUsers = [await first.NextLine(), await first.NextLine(), await first.NextLine(), await first.NextLine(), await first.NextLine(), await first.NextLine()];
            position = await Position(address, firstUsers);
            using var page = await http.GetAsync(address);
            page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
            (await page.Content.ReadAsStringAsync()).ShouldContain("<form method=\"post\" action=\"/sign-in\">");
            (await http.GetFromJsonAsync<JsonElement>(new Uri(address, "openapi/v1.json"))).GetProperty("openapi").GetString().ShouldStartWith("3.");
            File.Exists(postmaster).ShouldBeTrue();

            first.Interrupt();
            (await first.End()).ExitCode.ShouldBe(0);
        }
        File.Exists(postmaster).ShouldBeFalse();

        using var second = Zorgwerk.Start(["up", "--demo", "--port", "0", "--json", .. place.Here]);
        var again = await Address(second);
        foreach (var user in firstUsers) (await second.NextLine()).ShouldBe(user);
        (await Position(again, firstUsers)).ShouldBe(position);
        second.Interrupt();
        var said = await second.End();
        said.ExitCode.ShouldBe(0);
        said.Errors.ShouldContain("5104 known already");
        (await place.Run("user", "list", "--json")).Json.Count.ShouldBe(firstUsers.Length);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_the_environments_fault()
    {
        await using var place = await Workplace.OnTestServer();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var said = await place.Run("up", "--accept-loss", "--port", $"{port}");

        (said.ExitCode, said.Output).ShouldBe((3, ""));
        said.Errors.ShouldContain($"Port {port} cannot be used");
    }

    private static async Task<Uri> Address(Zorgwerk up) => new(JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!);

    private static async Task<long> Position(Uri address, IEnumerable<string> users)
    {
        var beheer = users.Select(user => JsonDocument.Parse(user).RootElement).Single(user => user.GetProperty("role").GetString() is "administrator");
        using var http = await Administrator.SignIn(address, beheer.GetProperty("login").GetString()!, beheer.GetProperty("password").GetString()!);
        return (await http.GetFromJsonAsync<JsonElement>("api/v1/health")).GetProperty("position").GetInt64();
    }
}
