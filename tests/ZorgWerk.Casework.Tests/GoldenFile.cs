using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZorgWerk.Casework.Tests;

/// <summary>
/// A file of Golden/: JSON as it was once stored, with sorted keys, in the source tree. <c>consent_granted.json</c> is what is written today;
/// <c>consent_granted.1.json</c>, <c>.2.json</c> … are shapes it had before, kept for ever because streams hold them.
/// With <c>ZORGWERK_ACCEPT_GOLDEN=1</c> the tests write what is missing, and keep what they replace under the next number.
/// </summary>
internal sealed record GoldenFile(string Name)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly bool Accepts = Environment.GetEnvironmentVariable("ZORGWERK_ACCEPT_GOLDEN") == "1";

    public static string Folder => System.IO.Path.Combine(HouseRules.Top(), "tests", "ZorgWerk.Casework.Tests", "Golden");

    public static IEnumerable<GoldenFile> All => Directory.GetFiles(Folder, "*.json").Select(path => new GoldenFile(System.IO.Path.GetFileNameWithoutExtension(path)));

    public string Path => System.IO.Path.Combine(Folder, $"{Name}.json");

    public JsonObject Read() => JsonNode.Parse(File.ReadAllText(Path))!.AsObject();

    /// <summary>Fails, saying what changed, unless the file holds this already.</summary>
    /// <param name="changes">From what the file holds to what is written now; nothing when they are the same.</param>
    public void ShouldHold(JsonObject now, Func<JsonObject, IReadOnlyList<string>> changes)
    {
        if (!File.Exists(Path))
        {
            if (!Accepts) throw new ShouldAssertException($"There is no golden file for {Name}. Run once with ZORGWERK_ACCEPT_GOLDEN=1, or put this into {Path}:\n{Canonical(now)}");
            File.WriteAllText(Path, Canonical(now));
            return;
        }

        var changed = changes(Read());
        if (changed.Count == 0) return;
        if (!Accepts)
            throw new ShouldAssertException($"{Path} is no longer what is written:\n- {string.Join("\n- ", changed)}\nIf entries stored before stay readable, run once with ZORGWERK_ACCEPT_GOLDEN=1: it keeps the older shape beside the new one.");
        File.Move(Path, Enumerable.Range(1, int.MaxValue).Select(number => new GoldenFile($"{Name}.{number}").Path).First(free => !File.Exists(free)));
        File.WriteAllText(Path, Canonical(now));
    }

    public static string Canonical(JsonNode? node) => Sorted(node)!.ToJsonString(Indented) + "\n";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject properties => new JsonObject(properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => KeyValuePair.Create(property.Key, Sorted(property.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
