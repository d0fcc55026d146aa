using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZorgWerk.Cli.Tests;

/// <summary>As much of JSON Schema as the schema of steps uses; a keyword that is not known here is a failure.</summary>
internal static class Schema
{
    public static bool Holds(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(keyword => keyword.Name switch
    {
        "$schema" or "title" or "format" => true,
        "oneOf" => keyword.Value.EnumerateArray().Count(one => Holds(one, value)) == 1,
        "const" => JsonElement.DeepEquals(keyword.Value, value),
        "enum" => keyword.Value.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)),
        "type" => keyword.Value.GetString() == TypeOf(value) || (keyword.Value.GetString() == "number" && TypeOf(value) == "integer"),
        "pattern" => value.ValueKind is not JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
        "items" => value.ValueKind is not JsonValueKind.Array || value.EnumerateArray().All(item => Holds(keyword.Value, item)),
        "required" => value.ValueKind is not JsonValueKind.Object || keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => value.ValueKind is not JsonValueKind.Object || keyword.Value.EnumerateObject().All(one => !value.TryGetProperty(one.Name, out var member) || Holds(one.Value, member)),
        "additionalProperties" => value.ValueKind is not JsonValueKind.Object || value.EnumerateObject().All(member => schema.GetProperty("properties").TryGetProperty(member.Name, out _)),
        _ => throw new NotSupportedException(keyword.Name),
    });

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.GetDecimal() == decimal.Truncate(value.GetDecimal()) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
