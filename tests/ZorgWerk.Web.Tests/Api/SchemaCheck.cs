using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;

namespace ZorgWerk.Web.Tests;

/// <summary>As much of JSON Schema as our description uses; a word that it does not know is a fault.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    private static readonly HashSet<string> Silent = ["title", "description", "pattern", "default", "minimum", "maximum"];

    /// <summary>Why a value does not fit; nothing when it does.</summary>
    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string at = "")
    {
        foreach (var (word, means) in schema.AsObject())
        {
            var faults = word switch
            {
                "$ref" => Faults(value, document["components"]!["schemas"]![((string)means!)["#/components/schemas/".Length..]]!, at),
                "type" => (means is JsonArray several ? several.Select(one => (string)one!) : [(string)means!]).Any(type => Is(value, type)) ? [] : [$"{at}: not {means!.ToJsonString()}"],
                "enum" => means!.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? [] : [$"{at}: none of {means.ToJsonString()}"],
                "anyOf" or "oneOf" => means!.AsArray().Any(one => !Faults(value, one!, at).Any()) ? [] : [$"{at}: fits none of {word}"],
                "format" => value is JsonValue text && text.GetValueKind() is JsonValueKind.String && !Fits((string)text!, (string)means!) ? [$"{at}: no {means}"] : [],
                "required" => value is JsonObject some ? means!.AsArray().Select(name => (string)name!).Where(name => !some.ContainsKey(name)).Select(name => $"{at}/{name}: missing") : [],
                "properties" => value is JsonObject known ? means!.AsObject().Where(property => known.ContainsKey(property.Key)).SelectMany(property => Faults(known[property.Key], property.Value!, $"{at}/{property.Key}")) : [],
                "items" => value is JsonArray list ? list.SelectMany((item, number) => Faults(item, means!, $"{at}/{number}")) : [],
                "additionalProperties" when means!.GetValueKind() is JsonValueKind.False => value is JsonObject whole ? whole.Where(property => schema["properties"]?[property.Key] is null).Select(property => $"{at}/{property.Key}: unknown") : [],
                _ when Silent.Contains(word) => [],
                _ => [$"{at}: what is {word}?"],
            };
            foreach (var fault in faults) yield return fault;
        }
    }

    private static bool Is(JsonNode? value, string type) => (value?.GetValueKind() ?? JsonValueKind.Null, type) switch
    {
        (JsonValueKind.Null, "null") or (JsonValueKind.Object, "object") or (JsonValueKind.Array, "array") or (JsonValueKind.String, "string") or (JsonValueKind.True or JsonValueKind.False, "boolean") or (JsonValueKind.Number, "number") => true,
        (JsonValueKind.Number, "integer") => long.TryParse(value!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    private static bool Fits(string text, string format) => format switch
    {
        "date" => LocalDatePattern.Iso.Parse(text).Success,
        "date-time" => InstantPattern.ExtendedIso.Parse(text).Success,
        "uuid" => Guid.TryParse(text, out _),
        _ => true,
    };
}
