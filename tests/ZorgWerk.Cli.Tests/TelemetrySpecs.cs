using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ZorgWerk.Cli.Tests;

/// <summary>What the service tells about itself says how much and how long, and nothing of anybody.</summary>
public class TelemetrySpecs
{
    private const string Name = "Zwaantje Kwikstaart";
    private const string Reference = "ZK-20777";
    private const string Secret = "kwartelspoor-diagnose";
    private const string Login = "kwartelkoning";
    private const string Password = "drieendertig kwartels";

    private static readonly string[] Marked = ["Zwaantje", "Kwikstaart", "ZK-20777", "kwartelspoor", "kwartelkoning", "kwartels", "verkeerd wachtwoord", "vraagteken-kwartel"];

    [Fact]
    public async Task Marked_names_and_texts_are_in_no_metric_no_span_and_no_log()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await Zorgwerk.RunWith($"{Password}\n", ["user", "add", Login, "--name", Name, "--role", "coach", "--password-stdin", .. place.Here]);
        using var collector = new Collector();
        using var up = Zorgwerk.StartIn(collector.Surroundings, ["up", "--port", "0", "--json", "--log-format", "json", .. place.Here]);
        using var http = new HttpClient { BaseAddress = new Uri(JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!) };
        var participant = await Work(http);

        while (!collector.Holds("zorgwerk.view.behind") || !collector.Holds("zorgwerk.append.duration") || !collector.Holds("follow view")) await Task.Delay(50);
        up.Signal("TERM");
        var said = await up.End();

        said.ExitCode.ShouldBe(0);
        foreach (var told in new[]
        {
            "zorgwerk.steps", "zorgwerk.step.duration", "register-participant", "recorded", "refused", "zorgwerk.refusal", "zorgwerk.append.group_size", "zorgwerk.append.waiting",
            "zorgwerk.view.lag", "zorgwerk.view.stopped", "outcomes", "take step", "append", "follow view", "http.server.request.duration",
        })
            collector.Holds(told).ShouldBeTrue(told);
        foreach (var mark in (string[])[.. Marked, participant.ToString()])
        {
            collector.Holds(mark).ShouldBeFalse(mark);
            said.Errors.ShouldNotContain(mark);
        }
    }

    [Fact]
    public async Task A_log_as_json_is_one_object_a_line_and_tells_what_broke_without_the_words_it_broke_over()
    {
        await using var place = Workplace.WithServerOfItsOwn();
        await Zorgwerk.RunWith($"{Password}\n", ["user", "add", Login, "--name", Name, "--role", "coach", "--password-stdin", .. place.Here]);
        using var up = Zorgwerk.Start(["up", "--port", "0", "--json", "--log-format", "json", .. place.Here]);
        using var http = new HttpClient { BaseAddress = new Uri(JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!) };
        await SignIn(http, Password);
        var server = await Postgres.Embedded.EmbeddedPostgres.Start(place.Embedded);
        // A table that takes no such row: what the database then says of it holds the row.
        await Workplace.Ask<long>(server.OwnerConnectionString("zorgwerk"), "alter table zw_names add constraint no_more check (token is null); select 1::bigint");

        (await Register(http)).ShouldBe(HttpStatusCode.InternalServerError);
        up.Signal("TERM");
        var said = await up.End();

        var lines = said.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')).ToList();
        lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("LogLevel").GetString()).ShouldContain("Error");
        foreach (var mark in Marked) said.Errors.ShouldNotContain(mark);
    }

    /// <summary>Marked words wherever a caller can put any: in what is recorded, refused, misspelt, searched and signed in with.</summary>
    private static async Task<Guid> Work(HttpClient http)
    {
        (await SignIn(http, "verkeerd wachtwoord")).ShouldBe(HttpStatusCode.Unauthorized);
        (await SignIn(http, Password)).ShouldBe(HttpStatusCode.Created);
        (await Register(http)).ShouldBe(HttpStatusCode.Created);
        var participant = (await http.GetFromJsonAsync<JsonElement>("api/v1/participants")).GetProperty("items")[0].GetProperty("id").GetGuid();
        (await Post(http, $"api/v1/participants/{participant}/steps/write-note", JsonContent.Create(new { on = "2025-06-02", fields = new { text = Secret } }))).ShouldBe(HttpStatusCode.Created);
        (await Post(http, $"api/v1/participants/{participant}/steps/hold-intake", JsonContent.Create(new { on = "2025-06-02", fields = new { job = "known", employer = "known", question = Secret } }))).ShouldBe(HttpStatusCode.Conflict);
        (await Post(http, $"api/v1/participants/{participant}/steps/hold-session", JsonContent.Create(new { on = Name, fields = new { form = Secret } }))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Post(http, $"api/v1/participants/{participant}/steps/{Secret}", new StringContent($"{{{Name}"))).ShouldBe(HttpStatusCode.NotFound);
        using var found = await http.GetAsync($"api/v1/participants?find={Uri.EscapeDataString(Name)}&q=vraagteken-kwartel");
        using var none = await http.GetAsync($"{Secret}/{Reference}?name={Uri.EscapeDataString(Name)}");
        return participant;
    }

    private static Task<HttpStatusCode> Register(HttpClient http) =>
        Post(http, "api/v1/participants", JsonContent.Create(new { participant = Reference, on = "2025-06-02", fields = new { name = Name, language = "dutch", region = "gent" } }));

    private static async Task<HttpStatusCode> SignIn(HttpClient http, string password)
    {
        using var answer = await http.PostAsJsonAsync("api/v1/session", new { organisation = "demo", login = Login, password });
        if (answer.StatusCode is HttpStatusCode.Created)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> Post(HttpClient http, string address, HttpContent content)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        asked.Headers.TryAddWithoutValidation("If-Match", "*");
        asked.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(asked);
        return answer.StatusCode;
    }
}
