using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using ZorgWerk.Casework.Users;
using ZorgWerk.Web.Doors;

namespace ZorgWerk.Web.Tests;

/// <summary>Whatever stands in an address, what comes back is a whole answer: shown, or refused with a sentence, and never a fault of ours or a file that breaks off.</summary>
public sealed class AskedValueSpecs(BranchSite branch) : IClassFixture<BranchSite>
{
    private static readonly string[] Logins = ["lotte", "audit", "allezi", "beheer"];
    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FROB"];

    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "1", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e309", "NaN", "٣", "１２",
        "31-12-9999", "1-1-0001", "0000-01-01", "9999-12-31", "0001-01-01", "-9998-01-01", "2199-12-31", "1900-01-01", "31/2", "13/13", "4/12", "gisteren",
        "-9998-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "0001-01-01T00:00:00Z", "2026-11-29T25:00:00Z", "31-12-9999 23:59", "4/12 9:05",
        "9999-12-31_00000000000000000000000000000001_9223372036854775807", "-9998-01-01_00000000000000000000000000000001_1",
        "\0", "\ud83d\ude00", "\u200b", "'\"<&>%", "../../etc", new('x', 3000), "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ];

    /// <summary>Written so that they are no text at all.</summary>
    private static readonly string[] Raw = ["%ED%A0%80", "%", "%00", "%FF%FE"];

    /// <summary>What handlers read from the query by themselves.</summary>
    private static readonly Dictionary<string, string[]> ReadByHand = new(StringComparer.Ordinal)
    {
        ["/hand-over"] = ["case", "coach"],
        ["/cases/{id:guid}/share"] = ["giver", "recipient", "categories", "purpose"],
        ["/cases/{id:guid}/consent"] = ["giver", "recipients", "categories", "purpose", "on", "from", "until"],
        ["/cases/{id:guid}/consent/print"] = ["giver", "recipients", "categories", "purpose", "on", "from", "until", "how"],
        ["/cases/{id:guid}/record/{step}"] = ["month", "actor", "entry"],
    };

    /// <summary>Once for each: a password is made slow to check.</summary>
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    private TestSite Site => branch.Site;

    private IEnumerable<RouteEndpoint> Gets => Site.Routes.Where(route => route.Takes("GET") && !route.IsStream());

    [Fact]
    public async Task Every_parameter_of_every_route_takes_any_value()
    {
        var faults = new List<string>();
        var asked = 0;
        foreach (var route in Gets)
        {
            var address = await Address(route);
            using var caller = await For(route);
            foreach (var name in ParametersOf(route))
            foreach (var query in Values.Select(value => $"{name}={Uri.EscapeDataString(value)}").Concat(Raw.Select(raw => $"{name}={raw}")).Append($"{name}=1&{name}=2").Append($"{name}"))
            {
                asked++;
                if (await Fault(caller, $"{address}?{query}") is { } fault) faults.Add(fault);
            }
        }
        faults.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(1500);
    }

    [Fact]
    public async Task Every_gap_in_the_path_of_every_route_takes_any_value()
    {
        var faults = new List<string>();
        foreach (var route in Gets.Where(route => route.RoutePattern.Parameters.Count > 0))
        {
            using var caller = await For(route);
            var known = await Address(route);
            var segments = route.Pattern().Split('/');
            for (var at = 0; at < segments.Length; at++)
            {
                if (!segments[at].Contains('{', StringComparison.Ordinal)) continue;
                foreach (var value in Values.Where(value => value.Trim().Length > 0 && !value.Contains('/', StringComparison.Ordinal)).Select(Uri.EscapeDataString).Concat(Raw))
                {
                    var parts = known.Split('/');
                    parts[at] = value;
                    if (await Fault(caller, string.Join('/', parts)) is { } fault) faults.Add(fault);
                }
            }
        }
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/trail?until=31-12-9999", "1900")]
    [InlineData("/trail?from=0000-01-01", "1900")]
    [InlineData("/trail?from=31/2", "bestaat niet")]
    [InlineData("/trail?from=29-11-2026&until=1-1-2026", "voor het begin")]
    [InlineData("/trail?outcome=refuse", "keuze die we niet kennen")]
    [InlineData("/cases/{0}/looked?from=1-1-0001", "1900")]
    [InlineData("/cases/{0}/looked?until=31-12-9999", "1900")]
    [InlineData("/cases/{0}/looked?who=lotte", "keuze die we niet kennen")]
    [InlineData("/cases/{0}/replay?known=31-12-9999", "1900")]
    [InlineData("/cases/{0}/replay?happened=4-12-99", "vier cijfers")]
    [InlineData("/cases/{0}/replay?version=9223372036854775807", "het dichtste moment")]
    [InlineData("/cases/{0}/replay?version=last", "het dichtste moment")]
    [InlineData("/cases/{0}?on=13/13", "bestaat niet")]
    [InlineData("/cases/{0}?kind=talk", "keuze die we niet kennen")]
    public async Task A_page_says_what_it_did_not_understand(string address, string says)
    {
        var answer = await branch.As("audit").Get(address.Replace("{0}", Branch.Cases[0].Id(Site.House).ToString(), StringComparison.Ordinal));
        answer.Status.ShouldBe(200);
        answer.Body.ShouldContain(says);
    }

    [Theory]
    [InlineData("until=31-12-9999")]
    [InlineData("from=29-11-2026&until=1-1-2026")]
    [InlineData("category=medica")]
    public async Task A_sheet_is_not_made_of_what_was_not_understood(string query)
    {
        var before = await Site.Ask<long>("select count(*) from zw_exports");
        var answer = await branch.As("audit").Get($"/trail/extract?{query}");
        (answer.Status, answer.Type).ShouldBe((400, "text/html"));
        (await Site.Ask<long>("select count(*) from zw_exports")).ShouldBe(before);
        (await branch.As("audit").Get("/trail/extract?until=31-12-2199")).ShouldSatisfyAllConditions(sheet => sheet.Status.ShouldBe(200), sheet => sheet.Type.ShouldBe("text/csv"));
    }

    [Theory]
    [InlineData("/participants?limit=0", "number", "limit")]
    [InlineData("/participants?limit=201", "number", "limit")]
    [InlineData("/participants?limit=some", "number", "limit")]
    [InlineData("/participants?limit=-1", "number", "limit")]
    [InlineData("/participants?limit=1&limit=2", "parameter-twice", "limit")]
    [InlineData("/participants?outcom=refused", "parameter", "outcom")]
    [InlineData("/participants/{0}?at=9223372036854775807", "at-later", "at")]
    [InlineData("/participants/{0}?at=-9998-01-01T00:00:00Z", "at", "at")]
    [InlineData("/participants/{0}?at=9999-12-31T23:59:59Z", "at", "at")]
    [InlineData("/participants/{0}?version=2", "parameter", "version")]
    [InlineData("/participants/{0}/timeline?limit=0", "number", "limit")]
    [InlineData("/participants/{0}/consents?on=2026-01-01", "no-parameters", "on")]
    [InlineData("/participants/{0}/who-knows-what?on=0000-01-01", "day", "on")]
    [InlineData("/trail?outcom=refused", "parameter", "outcome")]
    [InlineData("/trail?outcome=refuse", "choice", "outcome")]
    [InlineData("/trail?from=0000-01-01", "day", "from")]
    [InlineData("/trail?until=9999-12-31", "day", "until")]
    [InlineData("/trail?until=2026-02-31", "day", "until")]
    [InlineData("/trail?from=2026-11-29&until=2026-01-01", "turned", "until")]
    [InlineData("/steps?language=nl", "no-parameters", "language")]
    public async Task The_api_refuses_by_name_what_it_does_not_take(string address, string problem, string names)
    {
        using var caller = await ApiCaller.SignIn(Site, "audit", language: "en");
        var answer = await caller.Get("/api/v1" + address.Replace("{0}", Branch.Cases[0].Id(Site.House).ToString(), StringComparison.Ordinal));
        (answer.Status, answer.Problem).ShouldBe((400, problem), answer.Body);
        answer.Json.GetProperty("detail").GetString()!.ShouldContain(names);
    }

    [Fact]
    public async Task A_stranger_hears_nothing_of_parameters()
    {
        using var stranger = new ApiCaller(Site.Address);
        (await stranger.Get("/api/v1/trail?outcom=refused")).Problem.ShouldBe("sign-in");
    }

    [Fact]
    public async Task A_head_is_answered_as_a_get_without_the_body()
    {
        var faults = new List<string>();
        foreach (var route in Gets)
        {
            // Each with cookies of its own: a form's token is given once.
            using HttpClient asks = await For(route), looks = await For(route);
            var address = await Address(route);
            var (get, head) = (await Ask(asks, HttpMethod.Get, address), await Ask(looks, HttpMethod.Head, address));
            if (get.Status != head.Status) faults.Add($"{address}: {get.Status}, and {head.Status} without its body");
            if (head.Length > 0) faults.Add($"{address}: a body of {head.Length}");
            if (get.Headers.Except(head.Headers).Concat(head.Headers.Except(get.Headers)).ToList() is { Count: > 0 } others) faults.Add($"{address}: {string.Join(" | ", others)}");
        }
        faults.ShouldBeEmpty();
        foreach (var stream in new[] { "/api/v1/changes", $"/api/v1/participants/{Branch.Cases[0].Id(Site.House)}/changes" })
        {
            using var caller = await ApiCaller.SignIn(Site, "lotte");
            (await caller.Send(HttpMethod.Head, stream, null)).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(200), answer => answer.Type.ShouldBe("text/event-stream"));
        }
        using var nobody = await Client("els", isApi: false);
        (await Ask(nobody, HttpMethod.Head, "/not-there")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Another_method_is_405_for_who_may_use_the_path_and_tells_nobody_else_of_it()
    {
        var faults = new List<string>();
        foreach (var path in Site.Routes.Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 }).GroupBy(route => route.Pattern(), StringComparer.Ordinal))
        {
            var address = await Address(path.First());
            var isApi = path.First().IsApi();
            foreach (var login in Branch.Users.Select(user => user.Login).Append(null))
            {
                var may = path.Any(route => route.RightOf() is Right.Anyone || (login is not null && RoleOf(login).Has(route.RightOf()!.Value)));
                using var caller = await Client(login, isApi);
                foreach (var method in Methods.Where(method => !path.Any(route => route.Takes(method))))
                {
                    var answer = await Ask(caller, new HttpMethod(method), address);
                    void Fault(string what) => faults.Add($"{login ?? "a stranger"} {method} {address}: {what}");
                    var expected = may ? 405 : login is not null ? 404 : isApi ? 401 : 302;
                    if (answer.Status != expected) Fault($"answered {answer.Status}, not {expected}");
                    var allowed = answer.Headers.FirstOrDefault(header => header.StartsWith("Allow:", StringComparison.Ordinal));
                    if ((allowed is not null) != may) Fault($"{allowed ?? "no Allow"}");
                    foreach (var route in path.Where(_ => may))
                    foreach (var taken in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
                        if (allowed?.Contains(taken, StringComparison.Ordinal) is not true || (taken == "GET" && !allowed.Contains("HEAD", StringComparison.Ordinal))) Fault($"{allowed} lacks {taken}");
                }
            }
        }
        faults.ShouldBeEmpty();
    }

    private static Role RoleOf(string login) => Branch.Users.Single(user => user.Login == login).Role;

    private async Task<string> Address(RouteEndpoint route)
    {
        var id = Branch.Cases[0].Id(Site.House);
        return route.Pattern().StartsWith("/assets", StringComparison.Ordinal) ? Shell.SiteFiles.Url("zorgwerk.css") : route.Pattern().StartsWith("/openapi", StringComparison.Ordinal) ? "/openapi/v1.json" : route.Pattern() is "/{*path}" ? "/not-there" : route.Address(id, await branch.ThingsOf(id));
    }

    private static IEnumerable<string> ParametersOf(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
            .Where(parameter => IsSimple(parameter.ParameterType) && route.RoutePattern.GetParameter(parameter.Name!) is null && !parameter.GetCustomAttributes().Any(attribute => attribute is IFromHeaderMetadata))
            .Select(parameter => parameter.Name!).Concat(ReadByHand.GetValueOrDefault(route.Pattern()) ?? []).Distinct(StringComparer.Ordinal);

    private static bool IsSimple(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(string) || plain.IsPrimitive || plain == typeof(Guid) || plain == typeof(Guid[]));

    /// <summary>Somebody who may see what the route shows, of whom most have the case.</summary>
    private Task<HttpClient> For(RouteEndpoint route)
    {
        var right = route.RightOf()!.Value;
        return Client(right is Right.Anyone ? null : Logins.First(login => RoleOf(login).Has(right)), route.IsApi());
    }

    private async Task<HttpClient> Client(string? login, bool isApi)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = isApi || login is null ? new CookieContainer() : branch.As(login).Cookies }) { BaseAddress = Site.Address };
        if (!isApi || login is null) return client;
        if (!_tokens.TryGetValue(login, out var token))
        {
            using var caller = await ApiCaller.SignIn(Site, login);
            _tokens[login] = token = caller.Token!;
        }
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private static async Task<(int Status, long Length, IReadOnlyList<string> Headers)> Ask(HttpClient caller, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        using var answer = await caller.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        // Of a page that is not known whole when it begins to be sent, the length is told by neither.
        return ((int)answer.StatusCode, body.Length, [.. answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Set-Cookie" or "Content-Length"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal)]);
    }

    /// <summary>What is wrong with an answer; a file that breaks off throws while it is read.</summary>
    private static async Task<string?> Fault(HttpClient caller, string address)
    {
        try
        {
            using var answer = await caller.GetAsync(new Uri(address, UriKind.Relative));
            var body = await answer.Content.ReadAsByteArrayAsync();
            if ((int)answer.StatusCode >= 500) return $"{address}: {(int)answer.StatusCode}";
            var type = answer.Content.Headers.ContentType?.MediaType;
            if (type is "text/html" && !Encoding.UTF8.GetString(body).TrimEnd().EndsWith("</html>", StringComparison.Ordinal)) return $"{address}: a page that breaks off";
            if (type is "application/json" or "application/problem+json") JsonNode.Parse(body);
            return null;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or System.Text.Json.JsonException)
        {
            return $"{address}: {broken.Message}";
        }
    }
}
