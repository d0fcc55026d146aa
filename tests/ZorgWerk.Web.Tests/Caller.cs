using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ZorgWerk.Web.Tests;

/// <summary>A browser without a window: keeps cookies, follows no redirect. Each comes from an address of its own, as browsers do.</summary>
internal sealed partial class Caller : IDisposable
{
    public const string TokenField = "__RequestVerificationToken";

    private readonly HttpClient _http;

    private static int _callers;

    /// <param name="from">An address of this machine (127.0.0.0/8) that another caller comes from too; null: one of its own.</param>
    public Caller(Uri address, string language = "nl", IPAddress? from = null)
    {
        Address = address;
        From = from ?? NextAddress();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies, ConnectCallback = ConnectFrom(From) }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Address { get; }

    public IPAddress From { get; }

    /// <summary>What it says it is, in every request; null: nothing.</summary>
    public string? UserAgent { get; set; }

    /// <summary>One of the sixteen million addresses that this machine has for itself; each in a network of its own as the service shortens them.</summary>
    public static IPAddress NextAddress()
    {
        var next = Interlocked.Increment(ref _callers);
        return new IPAddress([127, (byte)(1 + (next / 256 % 250)), (byte)(next % 256), 1]);
    }

    /// <summary>Comes from that address of this machine.</summary>
    public static Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> ConnectFrom(IPAddress from) => async (to, cancel) =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.TryParse(to.DnsEndPoint.Host, out var number) ? number : IPAddress.Loopback, to.DnsEndPoint.Port, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    };

    public Task<Answer> Get(string address, params IEnumerable<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Send(request);
    }

    /// <summary>From a page of ours that this caller may see, with its token.</summary>
    public async Task<Answer> Post(string address, params IEnumerable<(string Field, string Value)> fields)
    {
        var request = Form(address, [(TokenField, await Token()), .. fields]);
        request.Headers.Add("Origin", Address.GetLeftPart(UriPartial.Authority));
        return await Send(request);
    }

    /// <summary>As it stands: with no token of its own and from nowhere, but for what is said here.</summary>
    public Task<Answer> PostAsItIs(string address, IEnumerable<(string Field, string Value)> fields, params IEnumerable<(string Name, string Value)> headers)
    {
        var request = Form(address, fields);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Send(request);
    }

    public Task<Answer> PostWithoutToken(string address, params IEnumerable<(string Field, string Value)> fields) => Send(Form(address, fields));

    private static HttpRequestMessage Form(string address, IEnumerable<(string Field, string Value)> fields) =>
        new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Field, field.Value))) };

    public Task<Answer> Delete(string address) => Send(new HttpRequestMessage(HttpMethod.Delete, address));

    public Task<Answer> SignIn(string login, string password, string organisation, string back = "") =>
        Post("/sign-in", ("login", login), ("password", password), ("organisation", organisation), ("back", back));

    /// <summary>The door has a form for who is not signed in, and every page one to sign out.</summary>
    public async Task<string> Token() => TokenIn().Match((await Get("/sign-in")).Body).Groups["token"].Value;

    private async Task<Answer> Send(HttpRequestMessage request)
    {
        if (UserAgent is not null) request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        using (request)
        using (var response = await _http.SendAsync(request))
            return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.ToString(),
                response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [], response.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex(TokenField + "\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenIn();
}

internal sealed partial record Answer(int Status, string Body, string? Location, IReadOnlyList<string> SetCookies, string? Type)
{
    /// <summary>Without what differs from one answer to the next whatever was asked: the form's token, and the address that was asked for.</summary>
    public string Comparable => Token().Replace(Back().Replace(Body, "back="), "value=\"\"");

    /// <summary>It asks to sign in; there and then where a form was sent.</summary>
    public bool IsDoor => Status == 302 ? Location!.Contains("/sign-in", StringComparison.Ordinal) : Status == 401 && Body.Contains("action=\"/sign-in\"", StringComparison.Ordinal);

    [GeneratedRegex("back=[^\"]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Back();

    [GeneratedRegex("value=\"CfDJ8[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
