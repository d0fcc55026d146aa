using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZorgWerk.Web.Api;

namespace ZorgWerk.Web.Tests;

/// <summary>
/// The description of the API is in the repository and is what the service says; every example in it is sent and answered as it says. With
/// <c>ZORGWERK_ACCEPT_GOLDEN=1</c> the file is written anew.
/// </summary>
public sealed class OpenApiSpecs : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestSite? _site;

    private TestSite Site => _site!;

    public async Task InitializeAsync() => _site = await TestSite.Open(Branch.Name, async house =>
    {
        await Branch.Fill(house);
        await Branch.AddCase(house, Guid.Parse(ApiDocs.ExampleCase), "Noor Voorbeeld");
    });

    public async Task DisposeAsync() => await Site.DisposeAsync();

    [Fact]
    public async Task The_description_in_the_repository_is_the_one_that_is_served()
    {
        var served = (await Document()).ToJsonString(Indented) + "\n";
        var file = Path.Combine(Repository.Top, "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("ZORGWERK_ACCEPT_GOLDEN") == "1") await File.WriteAllTextAsync(file, served);
        var lines = (File.Exists(file) ? await File.ReadAllTextAsync(file) : "").Split('\n');
        var changed = served.Split('\n').Zip(lines.Concat(Enumerable.Repeat("", 100_000))).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.Second} -> {pair.First}").FirstOrDefault();
        changed.ShouldBeNull("docs/openapi.json is no longer what is served. If programs that use it go on working, run once with ZORGWERK_ACCEPT_GOLDEN=1.");
        lines.Length.ShouldBe(served.Split('\n').Length);
    }

    [Fact]
    public async Task Every_route_of_the_api_is_described_with_what_it_wants_and_how_it_refuses()
    {
        var paths = (await Document())["paths"]!.AsObject();
        paths.Select(path => path.Key).Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(
            Site.Routes.Where(route => route.IsApi()).Select(route => route.Pattern().Replace(":guid", "", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
        var faults = new List<string>();
        foreach (var (path, method, operation) in Operations(paths).Where(one => one.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            if ((string?)operation["summary"] is not { Length: > 0 }) faults.Add($"{method} {path}: no summary");
            if (operation["x-examples"]!.AsObject().Count == 0 && !path.EndsWith("/changes", StringComparison.Ordinal)) faults.Add($"{method} {path}: no example");
            if (path != "/api/v1/session" && operation["security"] is null) faults.Add($"{method} {path}: no security");
            foreach (var (status, response) in operation["responses"]!.AsObject().Where(response => response.Key[0] is '4' or '5'))
                if (response!["content"]?["application/problem+json"] is null) faults.Add($"{method} {path} {status}: no problem");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_example_is_answered_as_it_is_described()
    {
        var document = await Document();
        var faults = new List<string>();
        var sent = 0;
        foreach (var (path, method, operation) in Operations(document["paths"]!.AsObject()))
        foreach (var (name, said) in operation["x-examples"]?.AsObject() ?? [])
        {
            sent++;
            var (status, user) = ((int)said!["answers"]!, (string)said["user"]!);
            using var caller = path == "/api/v1/session" ? new ApiCaller(Site.Address) : await ApiCaller.SignIn(Site, user);
            var answer = await Send(caller, path, method, operation, name);
            void Fault(string what) => faults.Add($"{method} {path} {name}: {what}");
            if (answer.Status != status)
            {
                Fault($"answered {answer.Status} {answer.Body}");
                continue;
            }
            var body = operation["requestBody"]?["content"]?["application/json"];
            if (body?["examples"]?[name]?["value"] is { } example && Described.Faults(example.Deserialize<JsonElement>(), body["schema"]!).ToList() is { Count: > 0 } unfit && status != 422) Fault($"does not fit its own schema: {string.Join(", ", unfit)}");
            if (operation["responses"]![$"{status}"] is not { } response)
            {
                Fault($"{status} is not described");
                continue;
            }
            foreach (var (header, _) in response["headers"]?.AsObject() ?? [])
                if (header is not "Link" && !answer.Headers.ContainsKey(header)) Fault($"no {header}");
            if (answer.Body.Length == 0 && response["content"] is null) continue;
            if (response["content"]?[answer.Type ?? ""]?["schema"] is null) Fault($"{answer.Type} is not described");
        }
        faults.ShouldBeEmpty();
        sent.ShouldBeGreaterThan(15);
    }

    /// <summary>A day that may be null is a string or null, and never one of two things that are both null: no answer would fit that.</summary>
    [Fact]
    public async Task Null_is_described_once()
    {
        var faults = new List<string>();
        Look(await Document(), "");
        faults.ShouldBeEmpty();

        void Look(JsonNode? node, string at)
        {
            if (node is JsonArray list) for (var number = 0; number < list.Count; number++) Look(list[number], $"{at}/{number}");
            if (node is not JsonObject schema) return;
            if (schema["type"] is JsonNode type && type.ToJsonString().Contains("\"array\"", StringComparison.Ordinal) && schema["items"] is null) faults.Add($"{at}: items of what");
            foreach (var word in new[] { "oneOf", "anyOf" })
                if (schema[word] is JsonArray ways && ways.Count(MayBeNull) > 1) faults.Add($"{at}: null in more than one way");
            foreach (var (name, value) in schema) Look(value, $"{at}/{name}");
        }
        static bool MayBeNull(JsonNode? way) => way?["type"]?.ToJsonString().Contains("null", StringComparison.Ordinal) is true;
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own()
    {
        var names = Operations((await Document())["paths"]!.AsObject()).Select(one => (string?)one.Operation["operationId"]).ToList();
        names.ShouldAllBe(name => name != null);
        names.ShouldBeUnique();
    }

    [Fact]
    public async Task A_registration_asks_for_what_a_registration_takes()
    {
        var fields = (await Document())["components"]!["schemas"]!["RegistrationFields"]!;
        fields["anyOf"].ShouldBeNull();
        fields["properties"]!.AsObject().Select(field => field.Key).ShouldBe(["reference", "name", "language", "region"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_public_linter_finds_no_error_in_it()
    {
        var (exitCode, output, errors) = await Node.Run("@redocly/cli/bin/cli.js", Repository.Top, "lint", "docs/openapi.json", "--format", "json", "--extends", "recommended");
        var problems = JsonNode.Parse(output)!["problems"]!.AsArray();
        problems.Where(problem => (string)problem!["severity"]! == "error").Select(problem => $"{problem!["ruleId"]}: {problem["message"]}").ShouldBeEmpty();
        exitCode.ShouldBe(0, errors);
    }

    [Fact]
    public void A_schema_that_is_not_kept_is_found()
    {
        var schema = JsonNode.Parse("""{"type":"object","required":["on"],"properties":{"on":{"type":"string","format":"date"},"goal":{"$ref":"#/components/schemas/GoalModel"}},"additionalProperties":false}""")!;
        Described.Faults(JsonNode.Parse("""{"on":"2025-01-31","goal":{"id":"0198c0de-ca5e-7000-8000-000000000001","setOn":"2025-01-31","what":null}}""").Deserialize<JsonElement>(), schema).ShouldBeEmpty();
        foreach (var wrong in new[] { "{}", "[]", """{"on":"31-01-2025"}""", """{"on":"2025-01-31","goal":{}}""", """{"on":"2025-01-31","goal":null}""", """{"on":"2025-01-31","more":1}""", """{"on":null}""" })
            Described.Faults(JsonNode.Parse(wrong).Deserialize<JsonElement>(), schema).ShouldNotBeEmpty(wrong);
    }

    private static Task<ApiAnswer> Send(ApiCaller caller, string path, string method, JsonNode operation, string name)
    {
        var query = new StringBuilder();
        List<(string, string)> headers = [];
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            if (parameter!["examples"]?[name]?["value"]?.ToString() is not { } value) continue;
            var field = (string)parameter["name"]!;
            switch ((string)parameter["in"]!)
            {
                case "path": path = path.Replace($"{{{field}}}", value, StringComparison.Ordinal); break;
                case "query": query.Append(query.Length == 0 ? '?' : '&').Append(field).Append('=').Append(Uri.EscapeDataString(value)); break;
                default: headers.Add((field, value)); break;
            }
        }
        var body = operation["requestBody"]?["content"]?["application/json"]?["examples"]?[name]?["value"];
        return method == "get" ? caller.Get(path + query, [.. headers]) : caller.Post(path + query, body!.ToJsonString(), [.. headers]);
    }

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(JsonObject paths) =>
        paths.SelectMany(path => path.Value!.AsObject().Where(one => one.Key is "get" or "post").Select(one => (path.Key, one.Key, one.Value!)));

    private async Task<JsonNode> Document()
    {
        using var caller = new ApiCaller(Site.Address);
        var answer = await caller.Get("/openapi/v1.json");
        answer.Status.ShouldBe(200);
        return JsonNode.Parse(answer.Body)!;
    }
}
