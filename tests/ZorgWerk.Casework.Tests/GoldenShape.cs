using System.Text.Json.Nodes;

namespace ZorgWerk.Casework.Tests;

/// <summary>JSON taken apart into its properties and its values, to tell in words what changed between what was stored and what is.</summary>
internal static class GoldenShape
{
    /// <summary>One sentence for each change.</summary>
    /// <param name="required">What is there even when there is as little as there may be.</param>
    public static IReadOnlyList<string> Changes(JsonNode stored, JsonNode now, JsonNode required) =>
        [.. Lost(stored, now), .. NewlyRequired(stored, required), .. NewlyOptional(stored, now, required), .. Altered(stored, now)];

    public static IEnumerable<string> Lost(JsonNode stored, JsonNode now) => Properties(stored).Except(Properties(now))
        .Select(path => $"'{path}' is stored and no longer known: it was renamed or removed. Keep it, or store the new shape under a new name and upcast this one.");

    public static IEnumerable<string> NewlyRequired(JsonNode stored, JsonNode required) => Required(required).Except(Properties(stored))
        .Select(path => $"'{path}' is new and required: entries stored before lack it. Make it optional, or store the new shape under a new name.");

    private static IEnumerable<string> NewlyOptional(JsonNode stored, JsonNode now, JsonNode required) => Properties(now).Except(Properties(stored)).Except(Required(required))
        .Select(path => $"'{path}' is new and optional.");

    public static IEnumerable<string> Altered(JsonNode stored, JsonNode now)
    {
        var values = Values(now);
        return Values(stored).Where(value => values.TryGetValue(value.Key, out var other) && other != value.Value).Select(value => $"'{value.Key}' was {value.Value} and is {values[value.Key]}.");
    }

    /// <summary>A list that is not there is read as an empty one, so nobody misses it.</summary>
    private static HashSet<string> Required(JsonNode required) => Properties(required, one => one is not JsonArray { Count: 0 });

    /// <summary>Every property by its path, the items of a list taken together: <c>trace.weighed[].consent</c>.</summary>
    private static HashSet<string> Properties(JsonNode? node, Predicate<JsonNode?>? which = null) =>
        [.. Places(node).Where(place => place.Property is not null && which?.Invoke(place.Node) is not false).Select(place => place.Property!)];

    /// <summary>Every value by its path: <c>categories[0]</c>.</summary>
    public static Dictionary<string, string> Values(JsonNode? node) =>
        Places(node).Where(place => place.Node is not (JsonObject or JsonArray)).ToDictionary(place => place.Path, place => place.Node?.ToJsonString() ?? "null", StringComparer.Ordinal);

    /// <summary>With the values at these paths put out of sight.</summary>
    public static JsonNode Without(JsonNode whole, IReadOnlySet<string> hidden)
    {
        var copy = whole.DeepClone();
        foreach (var (path, _, node) in Places(copy).ToList())
            if (hidden.Contains(path)) node!.ReplaceWith("sealed");
        return copy;
    }

    private static IEnumerable<(string Path, string? Property, JsonNode? Node)> Places(JsonNode? node, string path = "", string shape = "") => node switch
    {
        JsonObject properties => properties.SelectMany(property =>
            Places(property.Value, Join(path, property.Key), Join(shape, property.Key)).Prepend((Join(path, property.Key), Join(shape, property.Key), property.Value))),
        JsonArray items => items.SelectMany((item, number) => Places(item, $"{path}[{number}]", $"{shape}[]").Prepend(($"{path}[{number}]", null, item))),
        _ => [],
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
