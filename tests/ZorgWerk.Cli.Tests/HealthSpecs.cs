using System.Net.Http.Json;
using System.Text.Json;

namespace ZorgWerk.Cli.Tests;

/// <summary>Whoever asks how the service is hears how far each view is behind, since when, and over which event; nothing of what is in it.</summary>
public class HealthSpecs
{
    private const string Unreadable = """
        with broken as (
          insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
          select nextval('mt_events_sequence'), gen_random_uuid(), id, version + 1, '{"on":"kwartelspoor"}', 'session_held', '2026-03-04T05:06:07Z', tenant_id
          from mt_streams where type = 'participant' limit 1 returning seq_id)
        select seq_id from broken
        """;

    [Fact]
    public async Task A_view_that_an_event_stops_is_told_with_that_event_and_since_when_it_is_behind()
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("import", place.Write("log.jsonl", SmallHouse.Log(1)))).ExitCode.ShouldBe(0);
        using var up = Zorgwerk.Start(["up", "--accept-loss", "--port", "0", "--json", .. place.Here]);
        using var http = await Administrator.At(place, JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!);
        while (Outcomes(await Ready(http)).GetProperty("behind").GetInt64() > 0) await Task.Delay(50);

        var stopper = await place.Ask<long>(Unreadable);
        while ((await Ready(http)).GetProperty("status").GetString() is "ok") await Task.Delay(50);

        var ready = await Ready(http);
        ready.GetProperty("status").GetString().ShouldBe("view-stopped");
        ready.GetProperty("position").GetInt64().ShouldBe(stopper);
        var outcomes = Outcomes(ready);
        outcomes.GetProperty("behind").GetInt64().ShouldBe(1);
        outcomes.GetProperty("behindSince").GetString().ShouldBe("2026-03-04T05:06:07Z");
        outcomes.GetProperty("stoppedBefore").GetInt64().ShouldBe(stopper);
        outcomes.GetProperty("stoppedOver").GetString().ShouldBe("session_held");
        ready.GetRawText().ShouldNotContain("kwartelspoor");
        var doctor = (await place.Run("doctor", "--json")).Json.Single(found => found.GetProperty("outcome").GetString() is "stopped");
        doctor.GetProperty("reason").GetString()!.ShouldContain($"{stopper}");
        doctor.GetRawText().ShouldNotContain("kwartelspoor");
    }

    [Fact]
    public async Task Views_whose_rows_are_of_an_earlier_version_are_built_anew_when_the_service_starts()
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("import", place.Write("log.jsonl", SmallHouse.Log(1)))).ExitCode.ShouldBe(0);
        await place.Ask<object?>("with old as (delete from zw_view_forms where view = 'names' returning 1), gone as (delete from zw_names returning 1) select count(*) from old, gone");
        (await place.Run("doctor", "--json")).Json.ShouldContain(found => found.GetProperty("outcome").GetString() == "outdated");
        (await place.Run("verify")).ExitCode.ShouldNotBe(0);

        using var up = Zorgwerk.Start(["up", "--accept-loss", "--port", "0", "--json", .. place.Here]);
        using var http = await Administrator.At(place, JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!);
        while ((await Ready(http)).GetProperty("views").EnumerateArray().Any(view => view.GetProperty("renewing").GetBoolean())) await Task.Delay(50);

        (await place.Run("verify")).ExitCode.ShouldBe(0);
        (await place.Run("doctor", "--json")).Json.ShouldNotContain(found => found.GetProperty("outcome").GetString() == "outdated");
    }

    [Fact]
    public async Task Strangers_hear_that_it_serves_and_nothing_of_what_is_in_it()
    {
        await using var place = await Workplace.OnTestServer();
        (await place.Run("import", place.Write("log.jsonl", SmallHouse.Log(1)))).ExitCode.ShouldBe(0);
        using var up = Zorgwerk.Start(["up", "--accept-loss", "--port", "0", "--json", .. place.Here]);
        using var http = new HttpClient { BaseAddress = new Uri(JsonDocument.Parse(await up.NextLine()).RootElement.GetProperty("address").GetString()!) };

        foreach (var address in (string[])["health/live", "health/ready"]) (await http.GetStringAsync(address)).ShouldBe("""{"status":"ok"}""", address);
        (await http.GetAsync("api/v1/health")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        using var described = await http.GetAsync("openapi/v1.json");
        described.Headers.Concat(described.Content.Headers).SelectMany(header => header.Value).ShouldNotContain(value => value.Contains("Kestrel", StringComparison.OrdinalIgnoreCase));
        var description = JsonDocument.Parse(await described.Content.ReadAsStringAsync()).RootElement;
        description.GetProperty("info").GetProperty("version").GetString().ShouldBe("1");
        description.GetProperty("servers").EnumerateArray().Select(server => server.GetProperty("url").GetString()).ShouldBe(["/"]);
    }

    private static Task<JsonElement> Ready(HttpClient http) => http.GetFromJsonAsync<JsonElement>("api/v1/health");

    private static JsonElement Outcomes(JsonElement ready) => ready.GetProperty("views").EnumerateArray().Single(view => view.GetProperty("view").GetString() is "outcomes");
}
