using System.Text.Json.Nodes;
using ZorgWerk.Coaching;

namespace ZorgWerk.Casework.Import;

/// <summary>What may stand in the fields of a step, as JSON Schema.</summary>
public static class StepSchema
{
    public static IEnumerable<string> Scales => Enum.GetValues<Scale>().Select(Kebab.Of);

    public static JsonObject Fields(StepShape step)
    {
        var properties = new JsonObject();
        foreach (var field in step.Fields)
        {
            var one = field.ItemType switch
            {
                var t when t == typeof(bool) => new JsonObject { ["type"] = "boolean" },
                var t when t == typeof(int) || t == typeof(long) => new JsonObject { ["type"] = "integer" },
                var t when t == typeof(decimal) => new JsonObject { ["type"] = "number" },
                var t when t == typeof(LocalDate) => new JsonObject { ["type"] = "string", ["format"] = "date" },
                var t when t == typeof(ScaleScore) => Shape(
                    new JsonObject { ["scale"] = new JsonObject { ["enum"] = new JsonArray([.. Scales.Select(scale => (JsonNode)scale)]) }, ["score"] = new JsonObject { ["type"] = "number" } }, ["scale", "score"]),
                var t when t == typeof(ParticipantStep) => new JsonObject { ["type"] = "object", ["required"] = new JsonArray("step", "on") },
                var t when t.IsEnum || field.IsAboutTexts => new JsonObject { ["enum"] = new JsonArray([.. field.Choices.Select(choice => (JsonNode)choice)]) },
                _ => new JsonObject { ["type"] = "string" },
            };
            properties[field.Name] = field.IsList ? new JsonObject { ["type"] = "array", ["items"] = one } : one;
        }
        return Shape(properties, step.Fields.Where(field => IsRequired(step, field)).Select(field => field.Name));
    }

    /// <summary>A registration takes its reference from the participant that is named beside the fields.</summary>
    public static bool IsRequired(StepShape step, StepField field) => !field.IsOptional && !(step.Type == typeof(RegisterParticipant) && field.Name == "reference");

    public static JsonObject Shape(JsonObject inner, IEnumerable<string> required) => new()
    {
        ["type"] = "object", ["properties"] = inner, ["additionalProperties"] = false, ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]),
    };
}
