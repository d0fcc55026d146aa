using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace ZorgWerk.Web.Tests;

/// <summary>Whether what was sent is what the description in the repository says of it, by a validator of JSON Schema (2020-12) that is not ours.</summary>
internal static class Described
{
    private static readonly JsonObject Document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Top, "docs", "openapi.json")))!.AsObject();

    private static readonly (Regex Path, JsonObject Operations)[] Paths =
    [
        // What stands in a path as such goes before what is a gap.
        .. Document["paths"]!.AsObject().OrderBy(path => path.Key.Count(c => c is '{'))
            .Select(path => (new Regex("^" + Regex.Replace(path.Key, @"\{[^}]+\}", "[^/]+", RegexOptions.None, TimeSpan.FromSeconds(1)) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)), path.Value!.AsObject())),
    ];

    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new(StringComparer.Ordinal);

    private static readonly EvaluationOptions Strictly = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <summary>What is wrong with a live answer; empty where it is as described, and where there is no such route.</summary>
    public static IEnumerable<string> Faults(HttpMethod method, string address, ApiAnswer answer)
    {
        if (answer.Body.Length == 0 || Paths.FirstOrDefault(path => path.Path.IsMatch(address.Split('?')[0])) is not { Operations: { } operations }) return [];
        if (operations[method.Method.ToLowerInvariant()]?["responses"] is not JsonObject responses) return [];
        if (responses[$"{answer.Status}"] is not { } response) return [$"{answer.Status} is not described"];
        return response["content"]?[answer.Type ?? ""]?["schema"] is { } schema ? Faults(JsonDocument.Parse(answer.Body).RootElement, schema) : [$"{answer.Status} {answer.Type} is not described"];
    }

    public static IEnumerable<string> Faults(JsonElement value, JsonNode schema)
    {
        var result = Schemas.GetOrAdd(schema.ToJsonString(), Whole).Evaluate(value, Strictly);
        // One of several ways that does not fit is no fault where another one does.
        return result.IsValid ? [] : (result.Details ?? []).SelectMany(detail => (detail.Errors ?? []).Select(error => $"{detail.InstanceLocation}: {error.Key} {error.Value}")).DefaultIfEmpty("does not fit");
    }

    /// <summary>A schema of the document on its own, with all that it may refer to.</summary>
    private static JsonSchema Whole(string schema)
    {
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:zorgwerk:schema:{Guid.NewGuid()}",
            ["allOf"] = new JsonArray(JsonNode.Parse(schema)),
            ["$defs"] = Document["components"]!["schemas"]!.DeepClone(),
        };
        return JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
    }
}
