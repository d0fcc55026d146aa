using System.Text.Json;
using System.Text.Unicode;
using ZorgWerk.Casework.Recording;

namespace ZorgWerk.Casework.Import;

/// <summary>
/// A line in the one form under which it is remembered: members sorted, what is null or empty left out, no white space. The same words in
/// another order, or out of a CSV file, are thereby the same command. Left out is also what only answers a question about the line: with the
/// answer it is the command that it was without.
/// </summary>
internal sealed class CanonicalLine
{
    /// <summary>A correction of an assessment with its scales needs six.</summary>
    private const int DeepestNesting = 16;

    // Where the walk is, for the error.
    private string? _member;

    /// <summary>The line and its canonical bytes, or why it cannot be read.</summary>
    public static (JsonDocument? Line, byte[] Body, FieldFault? Fault) Parse(ReadOnlyMemory<byte> text)
    {
        if (!Utf8.IsValid(text.Span)) return (null, [], new FieldFault(null, "line/not-utf-8"));
        JsonDocument line;
        try
        {
            line = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestNesting });
        }
        catch (JsonException)
        {
            return (null, [], new FieldFault(null, "line/not-json"));
        }

        var (body, fault) = line.RootElement.ValueKind is JsonValueKind.Object ? new CanonicalLine().Write(line) : ([], new FieldFault(null, "line/not-json"));
        if (fault is null) return (line, body, null);
        line.Dispose();
        return (null, [], fault);
    }

    private (byte[] Body, FieldFault? Fault) Write(JsonDocument line)
    {
        using var body = new MemoryStream();
        using var writer = new Utf8JsonWriter(body);
        try
        {
            writer.WriteStartObject();
            if (!WriteMembers(line.RootElement, writer, IsAside)) return ([], new FieldFault(StepShape.Printable(_member!), "field/twice"));
            writer.WriteEndObject();
        }
        catch (InvalidOperationException)
        {
            // Half a character, written as an escape, is not text to any reader of JSON.
            return ([], new FieldFault(StepShape.Printable(_member ?? ""), "field/not-readable"));
        }
        writer.Flush();
        return (body.ToArray(), null);
    }

    /// <summary>False when a member stands there twice.</summary>
    private bool Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                if (!WriteMembers(value, writer, static (_, content) => IsNothing(content))) return false;
                writer.WriteEndObject();
                return true;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    if (!Write(item, writer)) return false;
                writer.WriteEndArray();
                return true;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                return true;
            default:
                value.WriteTo(writer);
                return true;
        }
    }

    private static bool IsNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };

    /// <summary>What a line says besides what it asks: that somebody is another person, and that it is the first time.</summary>
    private static bool IsAside(string name, JsonElement content) =>
        IsNothing(content) || name == SimilarCases.Answer || (name == StepLine.Times && content.ValueKind is JsonValueKind.Number && content.TryGetInt32(out var time) && time == 1);

    private bool WriteMembers(JsonElement value, Utf8JsonWriter writer, Func<string, JsonElement, bool> isLeftOut)
    {
        string? before = null;
        var members = new List<(string Name, JsonElement Value)>(value.GetPropertyCount());
        foreach (var member in value.EnumerateObject()) members.Add((member.Name, member.Value));
        members.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        foreach (var (name, content) in members)
        {
            _member = name;
            if (name == before) return false;
            before = name;
            if (isLeftOut(name, content)) continue;
            writer.WritePropertyName(name);
            if (!Write(content, writer)) return false;
        }
        return true;
    }
}
