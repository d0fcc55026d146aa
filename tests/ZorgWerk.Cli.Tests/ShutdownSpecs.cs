using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Npgsql;
using ZorgWerk.Postgres.Embedded;

namespace ZorgWerk.Cli.Tests;

/// <summary>The service is told to stop while steps are being recorded: each is answered as it is on the record, and nobody is left in doubt.</summary>
public class ShutdownSpecs
{
    private const int Cases = 12;

    [Fact]
    public async Task Told_to_stop_it_answers_whoever_waits_and_sends_away_whoever_comes()
    {
        await using var place = await SmallHouse.Make(Cases);
        using var up = Zorgwerk.Start(["up", "--port", "0", "--json", .. place.Here]);
        using var http = await SignedIn(up);
        var cases = await Participants(http);

        var waiting = await HeldUp(place, http, cases, async () =>
        {
            up.Signal("TERM");
            while (true)
            {
                using var ready = await http.GetAsync("health/ready");
                if (ready.StatusCode is not HttpStatusCode.ServiceUnavailable) continue;
                ready.Headers.RetryAfter.ShouldNotBeNull();
                break;
            }
            (await Record(http, cases[0], 1)).ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await http.GetAsync("health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        });

        (await Task.WhenAll(waiting)).ShouldAllBe(status => status == HttpStatusCode.Created);
        (await up.End()).ExitCode.ShouldBe(0);
        (await Sessions(place)).ShouldBe(Cases);
    }

    [Fact]
    public async Task Killed_it_leaves_whoever_waits_without_an_answer()
    {
        await using var place = await SmallHouse.Make(Cases);
        using var up = Zorgwerk.Start(["up", "--port", "0", "--json", .. place.Here]);
        using var http = await SignedIn(up);
        var cases = await Participants(http);

        var waiting = await HeldUp(place, http, cases, () => { up.Signal("KILL"); return Task.CompletedTask; });

        (await Task.WhenAll(waiting)).ShouldAllBe(status => status == null);
    }

    [Fact]
    public async Task Told_to_stop_under_load_what_is_on_the_record_is_exactly_what_was_acknowledged()
    {
        await using var place = await SmallHouse.Make(Cases);
        using var up = Zorgwerk.Start(["up", "--port", "0", "--json", .. place.Here]);
        using var http = await SignedIn(up);
        var cases = await Participants(http);
        var answers = new ConcurrentBag<HttpStatusCode?>();
        var writers = cases.Select(one => Task.Run(async () =>
        {
            HttpStatusCode? last = HttpStatusCode.Created;
            for (var day = 0; last is HttpStatusCode.Created; day++) answers.Add(last = await Try(() => Record(http, one, day)));
        })).ToList();
        while (answers.Count < 10 * Cases && !writers.Exists(writer => writer.IsCompleted)) await Task.Delay(20);

        up.Signal("TERM");
        await Task.WhenAll(writers);
        (await up.End()).ExitCode.ShouldBe(0);

        (await Sessions(place)).ShouldBe(answers.Count(answer => answer is HttpStatusCode.Created));
    }

    /// <summary>A step on every case waits for the database while something is done; then the database goes on.</summary>
    private static async Task<List<Task<HttpStatusCode?>>> HeldUp(Workplace place, HttpClient http, List<Guid> cases, Func<Task> meanwhile)
    {
        var server = await EmbeddedPostgres.Start(place.Embedded);
        await using var owner = NpgsqlDataSource.Create(server.OwnerConnectionString("zorgwerk"));
        await using var connection = await owner.OpenConnectionAsync();
        await using var hold = await connection.BeginTransactionAsync();
        await using (var locked = new NpgsqlCommand("lock table zw_commands in share row exclusive mode", connection)) await locked.ExecuteNonQueryAsync();
        var waiting = cases.Select(one => Try(() => Record(http, one, 0))).ToList();
        // Whoever was let in to a case stands on record before the step is taken.
        await using var arrived = owner.CreateCommand("select count(*) from zw_readings where page = 'api.record'");
        while ((long)(await arrived.ExecuteScalarAsync())! < cases.Count) await Task.Delay(20);
        await meanwhile();
        await hold.RollbackAsync();
        return waiting;
    }

    private static async Task<HttpStatusCode?> Try(Func<Task<HttpStatusCode>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<HttpStatusCode> Record(HttpClient http, Guid participant, int day)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, $"api/v1/participants/{participant}/steps/hold-session") { Content = JsonContent.Create(new { on = LocalDatePattern.Iso.Format(new LocalDate(2025, 5, 14).PlusDays(day)), fields = new { form = "online", minutes = 25 } }) };
        asked.Headers.TryAddWithoutValidation("If-Match", "*");
        asked.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(asked);
        return answer.StatusCode;
    }

    private static async Task<HttpClient> SignedIn(Zorgwerk up)
    {
        var http = new HttpClient { BaseAddress = new Uri(JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!) };
        using var answer = await http.PostAsJsonAsync("api/v1/session", new { organisation = "demo", login = "lotte", password = SmallHouse.Password });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        return http;
    }

    private static async Task<List<Guid>> Participants(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonElement>("api/v1/participants")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetGuid())];

    private static async Task<long> Sessions(Workplace place)
    {
        await using var server = await EmbeddedPostgres.Start(place.Embedded);
        return await Workplace.Ask<long>(server.OwnerConnectionString("zorgwerk"), "select count(*) from mt_events where type = 'session_held'");
    }
}
