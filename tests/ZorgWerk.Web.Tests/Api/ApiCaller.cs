using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZorgWerk.Web.Tests;

/// <summary>A program that asks the API.</summary>
internal sealed class ApiCaller : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="from">An address of this machine that it comes from; null: the usual one.</param>
    public ApiCaller(Uri address, string? token = null, string? language = null, System.Net.IPAddress? from = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectCallback = from is null ? null : Caller.ConnectFrom(from) };
        _http = new HttpClient(handler) { BaseAddress = address };
        Token = token;
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (language is not null) _http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public string? Token { get; }

    public static async Task<ApiCaller> SignIn(TestSite site, string login, string password = Branch.Password, string? language = null)
    {
        using var door = new ApiCaller(site.Address);
        var answer = await door.Post("/api/v1/session", JsonSerializer.Serialize(new { organisation = site.House.Tenant.Value, login, password }));
        answer.Status.ShouldBe(201, answer.Body);
        return new ApiCaller(site.Address, answer.Json.GetProperty("token").GetString(), language);
    }

    public Task<ApiAnswer> Get(string address, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, address, null, headers);

    public Task<ApiAnswer> Post(string address, string body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, address, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    /// <summary>A session with the participant, in a case as it is by now.</summary>
    public Task<ApiAnswer> HoldSession(Guid participant, int minutes, string version = "*", Guid? key = null) => Post(
        $"/api/v1/participants/{participant}/steps/hold-session", $$$"""{"on":"2025-06-20","fields":{"form":"individual","minutes":{{{minutes}}}}}""",
        ("If-Match", version), ("Idempotency-Key", (key ?? Guid.CreateVersion7()).ToString()));

    /// <summary>Changes as they come.</summary>
    public async Task<Heard> Follow(string address, string? last = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        return await Heard.Open(await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    public async Task<ApiAnswer> Send(HttpMethod method, string address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var type = response.Content.Headers.ContentType?.MediaType;
        var body = type is "text/event-stream" ? "" : await response.Content.ReadAsStringAsync();
        var answer = new ApiAnswer((int)response.StatusCode, body, type, response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
        Described.Faults(method, address, answer).ShouldBeEmpty($"{method} {address} is answered otherwise than docs/openapi.json says: {body}");
        return answer;
    }

    public void Dispose() => _http.Dispose();
}

internal sealed partial record ApiAnswer(int Status, string Body, string? Type, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? ETag => Headers.GetValueOrDefault("ETag");

    /// <summary>The tail of the type of a problem.</summary>
    public string? Problem => Type is "application/problem+json" ? Json.GetProperty("type").GetString()!["urn:zorgwerk:problem:".Length..] : null;

    /// <summary>The address in the header <c>Link</c>.</summary>
    public string? Next => Headers.TryGetValue("Link", out var link) ? NextIn().Match(link).Groups["address"].Value : null;

    [GeneratedRegex("<(?<address>[^>]+)>; rel=\"next\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextIn();
}
