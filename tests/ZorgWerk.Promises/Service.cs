using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime.Text;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>The program as it is started, with a coach signed in at its API.</summary>
internal sealed class Service : IDisposable
{
    /// <summary>A session tells its number by its day and its minutes.</summary>
    public const int MostMinutes = 600;

    public static readonly LocalDate First = new(2025, 5, 14);

    private const string Password = "een lang wachtwoord";

    /// <summary>Most live for seconds: compiling better what runs already would only take the processor from those that start.</summary>
    private static readonly Dictionary<string, string> ShortLived = new(StringComparer.Ordinal) { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountingDelayMs"] = "10000" };

    private readonly Zorgwerk _program;
    private readonly HttpClient _http;

    private Service(Zorgwerk program, HttpClient http) => (_program, _http) = (program, http);

    /// <summary>A coach with so many cases.</summary>
    public static async Task Furnish(Workplace place, int cases)
    {
        var import = await place.Run("import", place.Write("log.jsonl", Log(cases)));
        import.ExitCode.ShouldBe(0, import.Output);
        (await Zorgwerk.RunWith($"{Password}\n", ["user", "add", "lotte", "--name", "Lotte", "--role", "coach", "--password-stdin", .. place.Here])).ExitCode.ShouldBe(0);
    }

    /// <param name="connection">Another than the place has.</param>
    /// <param name="signedIn">What another process on the same database gave the coach who signed in there.</param>
    public static async Task<Service> Start(Workplace place, string? connection = null, AuthenticationHeaderValue? signedIn = null)
    {
        var program = Zorgwerk.StartIn(ShortLived, ["up", "--accept-loss", "--port", "0", "--json", .. connection is null ? place.Here : ["--data", place.Folder, "--connection", connection]]);
        var http = new HttpClient { BaseAddress = new Uri(JsonDocument.Parse(await program.NextLine().WaitAsync(TimeSpan.FromMinutes(2))).RootElement.GetProperty("address").GetString()!) };
        http.DefaultRequestHeaders.Authorization = signedIn ?? await SignIn(http);
        return new Service(program, http);
    }

    public AuthenticationHeaderValue Token => _http.DefaultRequestHeaders.Authorization!;

    public async Task<List<Guid>> Cases() =>
        [.. (await OnceServed(() => _http.GetAsync("api/v1/participants"))).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetGuid())];

    /// <summary>What is answered to whoever looks, and whether it says when to ask again.</summary>
    public Task<(HttpStatusCode Status, bool SaysWhen)> Look(string address) => Heard(_http.GetAsync(address));

    /// <summary>The same for whoever wants to sign in.</summary>
    public Task<(HttpStatusCode Status, bool SaysWhen)> TrySignIn() => Heard(AskToSignIn(_http));

    private static async Task<(HttpStatusCode Status, bool SaysWhen)> Heard(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return (answer.StatusCode, answer.Headers.RetryAfter is not null);
    }

    private static async Task<AuthenticationHeaderValue> SignIn(HttpClient http) =>
        new("Bearer", (await OnceServed(() => AskToSignIn(http))).GetProperty("token").GetString());

    private static Task<HttpResponseMessage> AskToSignIn(HttpClient http) => http.PostAsJsonAsync("api/v1/session", new { organisation = "demo", login = "lotte", password = Password });

    /// <summary>With few connections to share, what a service does when it starts may take all of them for a moment.</summary>
    private static async Task<JsonElement> OnceServed(Func<Task<HttpResponseMessage>> ask)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await ask();
            if (answer.StatusCode is not HttpStatusCode.ServiceUnavailable || tries == 100) return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            await Task.Delay(50);
        }
    }

    /// <returns>Nothing when no answer came.</returns>
    public async Task<HttpStatusCode?> Record(Guid participant, int number, Guid key, string form = "online")
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, $"api/v1/participants/{participant}/steps/hold-session")
        {
            Content = JsonContent.Create(new { on = LocalDatePattern.Iso.Format(First.PlusDays((number - 1) / MostMinutes)), fields = new { form, minutes = ((number - 1) % MostMinutes) + 1 } }),
        };
        asked.Headers.TryAddWithoutValidation("If-Match", "*");
        asked.Headers.TryAddWithoutValidation("Idempotency-Key", key.ToString());
        try
        {
            using var answer = await _http.SendAsync(asked);
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable) answer.Headers.RetryAfter.ShouldNotBeNull("an outage says when to ask again");
            return answer.StatusCode;
        }
        catch (Exception none) when (none is HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            return null;
        }
    }

    public Task<string> Text(string address) => TextOf(_http.GetAsync(address));

    private static async Task<string> TextOf(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return await answer.Content.ReadAsStringAsync();
    }

    public void Kill() => _program.Signal("KILL");

    public Task<Said> End() => _program.End();

    /// <summary>As a service manager does it.</summary>
    public Task<Said> Stop()
    {
        _program.Signal("TERM");
        return _program.End();
    }

    public void Dispose()
    {
        _http.Dispose();
        _program.Dispose();
    }

    private static string Log(int cases) => string.Concat(
    [
        """
        {"on":"2025-01-06","coach":"admin","step":"define-programme","fields":{"programme":"rentree","title":"Rentree","target":120,"from":"2025-01-06","followUpMonths":[3],"employerContactDays":28,"contactDays":14,"maximumConsentDays":365,"networkBeforePlan":false}}
        {"on":"2025-01-06","coach":"admin","step":"register-coach","fields":{"coach":"lotte","name":"Lotte Verbeeck","languages":["dutch"],"region":"gent"}}

        """,
        .. Enumerable.Range(1, cases).Select(n => $$$"""
            {"participant":"RT-{{{n}}}","on":"2025-05-12","coach":"lotte","anotherPerson":true,"step":"register-participant","fields":{"name":"Noor Claesen","language":"dutch"}}
            {"participant":"RT-{{{n}}}","on":"2025-05-12","coach":"lotte","step":"open-trajectory","fields":{"programme":"rentree","reason":"returns-as-soon-as-possible","employment":"employed","ageBand":"from35","schooling":"middle"}}
            {"participant":"RT-{{{n}}}","on":"2025-05-12","coach":"lotte","step":"assign-coach","fields":{"coach":"lotte"}}
            {"participant":"RT-{{{n}}}","on":"2025-05-13","coach":"lotte","step":"hold-intake","fields":{"job":"known","employer":"known","question":"Wat nu"}}

            """),
    ]);
}
