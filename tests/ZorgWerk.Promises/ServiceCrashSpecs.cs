using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime.Text;
using Xunit.Abstractions;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>The service is killed while programs record steps through its API: whoever asks again under the same key has what was done done once.</summary>
public sealed class ServiceCrashSpecs(ITestOutputHelper output)
{
    private const int Writers = 8;
    /// <summary>A session tells its number by its day and its minutes.</summary>
    private const int MostMinutes = 600;

    private static readonly LocalDate First = new(2025, 5, 14);

    private const string Password = "een lang wachtwoord";

    [Fact]
    public async Task What_was_acknowledged_is_there_once() => (await Killed(kills: 5, sameKey: true)).ShouldBe((0, 0));

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task What_was_acknowledged_is_there_once_after_many_kills_too() => (await Killed(kills: 100, sameKey: true)).ShouldBe((0, 0));

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Whoever_asks_again_under_another_key_does_have_it_twice_and_that_is_seen() => (await Killed(kills: 30, sameKey: false)).Doubled.ShouldBeGreaterThan(0);

    private async Task<(int Lost, int Doubled)> Killed(int kills, bool sameKey)
    {
        await using var place = await Workplace.OnTestServer();
        var import = await place.Run("import", place.Write("log.jsonl", Log()));
        import.ExitCode.ShouldBe(0, import.Output);
        (await Zorgwerk.RunWith($"{Password}\n", ["user", "add", "lotte", "--name", "Lotte", "--role", "coach", "--password-stdin", .. place.Here])).ExitCode.ShouldBe(0);

        var service = await Service.Start(place);
        var cases = await service.Cases();
        using var enough = new CancellationTokenSource();
        // Each writer has a case of its own and says in each session its number, counted by what was acknowledged.
        var acknowledged = new int[Writers];
        var writing = cases.Select((one, n) => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var key = Guid.NewGuid();
                HttpStatusCode? status;
                while ((status = await Volatile.Read(ref service).Record(one, acknowledged[n] + 1, key)) is null or HttpStatusCode.ServiceUnavailable)
                {
                    if (!sameKey) key = Guid.NewGuid();
                    await Task.Delay(20);
                }
                status.ShouldBe(HttpStatusCode.Created);
                acknowledged[n]++;
            }
        })).ToList();

        for (var kill = 0; kill < kills; kill++)
        {
            var until = acknowledged.Sum() + Random.Shared.Next(20, 80);
            while (acknowledged.Sum() < until && !writing.Exists(writer => writer.IsCompleted)) await Task.Delay(5);
            service.Kill();
            var next = await Service.Start(place);
            Interlocked.Exchange(ref service, next).Dispose();
        }
        await enough.CancelAsync();
        await Task.WhenAll(writing);
        service.Kill();
        service.Dispose();

        var (lost, doubled) = (0, 0);
        for (var n = 0; n < Writers; n++)
        {
            var numbers = await place.Ask<int[]>($"""
                select coalesce(array_agg(((data ->> 'on')::date - date '{LocalDatePattern.Iso.Format(First)}') * {MostMinutes} + (data ->> 'minutes')::int order by version), array[]::int[])
                from mt_events where stream_id = '{cases[n]}' and type = 'session_held'
                """);
            lost += Enumerable.Range(1, acknowledged[n]).Except(numbers).Count();
            doubled += numbers.Length - numbers.Distinct().Count();
        }
        output.WriteLine($"{kills} kills: {acknowledged.Sum()} acknowledged, lost {lost}, doubled {doubled}");
        (await place.Run("verify")).ExitCode.ShouldBe(0);
        (await place.Ask<long>("select count(*) from (select stream_id from mt_events group by stream_id having count(*) <> max(version)) as gaps")).ShouldBe(0);
        return (lost, doubled);
    }

    private static string Log() => string.Concat(
    [
        """
        {"on":"2025-01-06","coach":"admin","step":"define-programme","fields":{"programme":"rentree","title":"Rentree","target":120,"from":"2025-01-06","followUpMonths":[3],"employerContactDays":28,"contactDays":14,"maximumConsentDays":365,"networkBeforePlan":false}}
        {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"lotte","name":"Lotte Verbeeck","languages":["dutch"],"region":"gent"}}

        """,
        .. Enumerable.Range(1, Writers).Select(n => $$$"""
            {"participant":"RT-{{{n}}}","on":"2025-05-12","coach":"lotte","step":"register-participant","fields":{"name":"Noor Claesen","language":"dutch"}}
            {"participant":"RT-{{{n}}}","on":"2025-05-12","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
            {"participant":"RT-{{{n}}}","on":"2025-05-12","coach":"lotte","step":"assign-coach","fields":{"coach":"lotte"}}
            {"participant":"RT-{{{n}}}","on":"2025-05-13","coach":"lotte","step":"hold-intake","fields":{"job":"known","employer":"known","question":"Wat nu"}}

            """),
    ]);

    private sealed class Service : IDisposable
    {
        private readonly Zorgwerk _program;
        private readonly HttpClient _http;

        private Service(Zorgwerk program, HttpClient http) => (_program, _http) = (program, http);

        public static async Task<Service> Start(Workplace place)
        {
            var program = Zorgwerk.Start(["up", "--accept-loss", "--port", "0", "--json", .. place.Here]);
            var http = new HttpClient { BaseAddress = new Uri(JsonDocument.Parse(await program.NextLine()).RootElement.GetProperty("address").GetString()!) };
            using var answer = await http.PostAsJsonAsync("api/v1/session", new { organisation = "demo", login = "lotte", password = Password });
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
            return new Service(program, http);
        }

        public async Task<List<Guid>> Cases() =>
            [.. (await _http.GetFromJsonAsync<JsonElement>("api/v1/participants")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetGuid())];

        /// <returns>Nothing when no answer came.</returns>
        public async Task<HttpStatusCode?> Record(Guid participant, int number, Guid key)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, $"api/v1/participants/{participant}/steps/hold-session")
            {
                Content = JsonContent.Create(new { on = LocalDatePattern.Iso.Format(First.PlusDays((number - 1) / MostMinutes)), fields = new { form = "online", minutes = ((number - 1) % MostMinutes) + 1 } }),
            };
            asked.Headers.TryAddWithoutValidation("If-Match", "*");
            asked.Headers.TryAddWithoutValidation("Idempotency-Key", key.ToString());
            try
            {
                using var answer = await _http.SendAsync(asked);
                return answer.StatusCode;
            }
            catch (Exception none) when (none is HttpRequestException or ObjectDisposedException or OperationCanceledException)
            {
                return null;
            }
        }

        public void Kill() => _program.Signal("KILL");

        public void Dispose()
        {
            _http.Dispose();
            _program.Dispose();
        }
    }
}
