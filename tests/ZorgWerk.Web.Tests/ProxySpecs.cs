using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ZorgWerk.Web.Doors;
using ZorgWerk.Web.Shell;

namespace ZorgWerk.Web.Tests;

/// <summary>Behind a proxy that ends TLS: what it says is believed, what anybody else says is not, and no answer leads to another host or lets a cookie out.</summary>
public sealed class ProxySpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly (string, string)[] ByTls = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "zorgwerk.example"), ("X-Forwarded-For", "203.0.113.77")];

    private static readonly SiteOptions Behind = new(Branch.Name) { Addresses = [new Uri("https://zorgwerk.example")], Proxies = [IPNetwork.Parse("127.0.0.9/32")] };

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:443")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_host_that_it_was_not_told_to_be_is_answered_on_no_route(string host)
    {
        using var caller = branch.Site.Visitor();
        foreach (var route in Walked(branch.Site).Where(route => route.Takes("GET")))
        {
            var answer = await caller.Get(Address(route), ("Host", host));
            (answer.Status, answer.Location, answer.SetCookies.Count).ShouldBe((400, null, 0), route.Pattern());
            answer.Body.ShouldNotContain("evil");
        }
    }

    [Fact]
    public async Task No_route_leads_anywhere_but_to_a_path_of_its_own_whoever_asks_and_whatever_a_stranger_says_is_forwarded()
    {
        var faults = new List<string>();
        var seen = 0;
        using var stranger = branch.Site.Visitor();
        foreach (var caller in new[] { stranger, branch.As("lotte"), branch.As("beheer") })
        foreach (var route in Walked(branch.Site).Where(route => !route.IsApi() && route.Pattern() != "/sign-out"))
        {
            var answer = route.Takes("POST") ? await caller.Post(Address(route)) : await caller.Get(Address(route), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"));
            if (answer.Location is { } to && (to[0] != '/' || to.StartsWith("//", StringComparison.Ordinal) || to.Contains("evil", StringComparison.Ordinal))) faults.Add($"{route.Pattern()}: {to}");
            if (answer.Location is not null) seen++;
            faults.AddRange(answer.SetCookies.Where(cookie => cookie.Contains("__Host-", StringComparison.Ordinal)).Select(cookie => $"{route.Pattern()}: believes it is served by TLS"));
        }
        faults.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task By_tls_every_cookie_is_for_this_host_alone_and_the_browser_is_told_to_stay_with_tls()
    {
        await using var site = await TestSite.Open(Branch.Name, services: (services, _) => services.AddSingleton(Behind), on: branch.Site.Place);
        using var proxy = new Proxy(site.Address);
        var faults = new List<string>();
        var door = await proxy.Get("/sign-in");
        var names = new HashSet<string>(StringComparer.Ordinal);
        async Task Look(HttpResponseMessage answer, string what)
        {
            await answer.Content.LoadIntoBufferAsync();
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
                foreach (var cookie in cookies)
                {
                    var flags = cookie.Split("; ").Skip(1).Select(flag => flag.ToLowerInvariant()).ToList();
                    names.Add(cookie.Split('=')[0]);
                    if (!cookie.StartsWith("__Host-zw-", StringComparison.Ordinal)) faults.Add($"{what}: {cookie.Split('=')[0]}");
                    if (!flags.Contains("secure") || !flags.Contains("httponly") || !flags.Contains("path=/") || flags.Any(flag => flag.StartsWith("domain", StringComparison.Ordinal))) faults.Add($"{what}: {cookie.Split('=')[0]} {string.Join(' ', flags)}");
                }
            if (answer.Headers.Location is { } to && to.OriginalString[0] != '/') faults.Add($"{what}: {to.OriginalString}");
            if (!answer.Headers.Contains("Strict-Transport-Security")) faults.Add($"{what}: no HSTS");
            answer.Dispose();
        }

        await Look(door, "door");
        await Look(await proxy.Post("/sign-in/passkey/question"), "passkey question");
        await Look(await proxy.Post("/sign-in", ("login", "lotte"), ("password", Branch.Password), ("organisation", Branch.Name)), "sign in");
        foreach (var route in Walked(site).Where(route => route.Takes("GET"))) await Look(await proxy.Get(Address(route)), route.Pattern());
        await Look(await proxy.Post("/account/language", ("language", "nl")), "language");
        (await proxy.Get("/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await proxy.Get("/account")).Content.ReadAsStringAsync()).ShouldContain("203.0.113.x");
        await Look(await proxy.Post("/sign-out"), "sign out");

        faults.ShouldBeEmpty();
        names.Order(StringComparer.Ordinal).ShouldBe(["__Host-zw-form", "__Host-zw-lang", "__Host-zw-passkey", "__Host-zw-session"]);
    }

    [Fact]
    public async Task By_tls_a_cookie_without_its_prefix_opens_nothing()
    {
        await using var site = await TestSite.Open(Branch.Name, services: (services, _) => services.AddSingleton(Behind), on: branch.Site.Place);
        using var plain = await site.SignedIn("lotte", Branch.Password);
        using var proxy = new Proxy(site.Address);
        var planted = plain.Cookies.GetCookies(site.Address)["zw-session"]!.Value;

        (await proxy.Get("/today", ("Cookie", $"zw-session={planted}"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await proxy.Get("/today", ("Cookie", $"__Host-zw-session={planted}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_the_proxy_that_is_configured_says_where_somebody_comes_from()
    {
        await using var site = await TestSite.Open(Branch.Name, services: (services, _) => services.AddSingleton(Behind), on: branch.Site.Place);
        using var liar = site.Visitor();
        var answer = await liar.Get("/sign-in", ByTls);
        answer.SetCookies.ShouldAllBe(cookie => !cookie.StartsWith("__Host-", StringComparison.Ordinal));
        for (var guess = 0; guess < 5; guess++) await liar.SignIn("yasmina", "fout", Branch.Name);
        using var proxy = new Proxy(site.Address);
        await proxy.Get("/sign-in");

        // Its callers are told apart.
        (await proxy.Post("/sign-in", ("login", "yasmina"), ("password", Branch.Password), ("organisation", Branch.Name))).Headers.Location!.OriginalString.ShouldBe("/");
    }

    /// <summary>All but what is answered for as long as somebody listens, and what is answered where there is no route.</summary>
    private static IEnumerable<RouteEndpoint> Walked(TestSite site) => site.Routes.Where(route => !route.IsStream() && route.RoutePattern.Parameters.All(gap => !gap.IsCatchAll));

    private static string Address(RouteEndpoint route) => route.Address(Guid.NewGuid());

    /// <summary>A proxy that ends TLS for one visitor: forwards by plain http and keeps the visitor's cookies as a browser would.</summary>
    private sealed class Proxy : IDisposable
    {
        private readonly Dictionary<string, string> _cookies = [];
        private readonly HttpClient _http;

        public Proxy(Uri address) => _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, ConnectCallback = Caller.ConnectFrom(IPAddress.Parse("127.0.0.9")),
        }) { BaseAddress = address };

        public Task<HttpResponseMessage> Get(string address, params (string Name, string Value)[] headers) => Send(new HttpRequestMessage(HttpMethod.Get, address), headers);

        public async Task<HttpResponseMessage> Post(string address, params (string Field, string Value)[] fields)
        {
            var page = await (await Get("/sign-in")).Content.ReadAsStringAsync();
            var token = page.Split($"{Caller.TokenField}\" value=\"")[1].Split('"')[0];
            return await Send(new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create(Caller.TokenField, token), .. fields.Select(field => KeyValuePair.Create(field.Field, field.Value))]),
            });
        }

        public void Dispose() => _http.Dispose();

        private async Task<HttpResponseMessage> Send(HttpRequestMessage request, params (string Name, string Value)[] headers)
        {
            foreach (var (name, value) in ByTls) request.Headers.TryAddWithoutValidation(name, value);
            if (headers.All(header => header.Name != "Cookie") && _cookies.Count > 0)
                request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            var answer = await _http.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set.Select(cookie => cookie.Split(';')[0].Split('=', 2))) _cookies[cookie[0]] = cookie[1];
            return answer;
        }
    }
}
