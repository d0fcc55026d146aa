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
        var lines = await Lines("pilot.jsonl") + await Lines("more.jsonl");
        long position;
        using (var first = Zorgwerk.Start(["up", "--demo", "--port", "0", "--json", .. place.Here]))
        {
            var address = await Address(first);
            position = await Position(http, address);
            firstUsers = [await first.NextLine(), await first.NextLine(), await first.NextLine(), await first.NextLine(), await first.NextLine(), await first.NextLine()];
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
        (await Position(http, await Address(second))).ShouldBe(position);
        foreach (var user in firstUsers) (await second.NextLine()).ShouldBe(user);
        second.Interrupt();
        var said = await second.End();
        said.ExitCode.ShouldBe(0);
        said.Errors.ShouldContain($"{lines} known already");
        (await place.Run("user", "list", "--json")).Json.Count.ShouldBe(firstUsers.Length);

        // Recorded over its eighteen months, so that there is something to know at each of them.
        async Task<int> Known(string at) => (await place.Run("replay", "RT-001", "--known-at", at, "--json")).Json.Count;
        var versions = new[] { await Known("2025-06-01T00:00:00Z"), await Known("2025-10-01T00:00:00Z"), await Known("2026-11-19T00:00:00Z") };
        versions.ShouldBeUnique();
        versions.ShouldBeInOrder();
        versions[0].ShouldBeGreaterThan(0);
    }

    private static async Task<int> Lines(string log) => (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, log))).Length;

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

    private static async Task<long> Position(HttpClient http, Uri address) =>
        (await http.GetFromJsonAsync<JsonElement>(new Uri(address, "health/ready"))).GetProperty("position").GetInt64();
}
