using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Cli;

internal static class StepsCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var steps = new Command("steps", "Every step with its fields; with --json as JSON Schema. Example: zorgwerk steps");
        steps.SetAction(parsed => Run(globals.Talk(parsed)));
        return steps;
    }

    private static int Run(Talk talk)
    {
        if (talk.Json)
        {
            var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "One line of a ZorgWerk step log", ["oneOf"] = new JsonArray([.. StepCatalogue.All.Select(Schema)]) };
            Console.WriteLine(schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            return ExitCode.Done;
        }
        foreach (var step in StepCatalogue.All)
        {
            Console.WriteLine($"{step.Name}  ({talk.Word(step.Name)}){(step.IsAboutParticipant ? "" : "  without participant")}");
            foreach (var field in step.Fields)
            {
                var kind = field.Choices.Count > 0 ? string.Join(" | ", field.Choices) : Kind(field);
                Console.WriteLine($"    {field.Name}{(field.IsOptional ? "?" : "")}: {(field.IsList ? "list of " : "")}{kind}");
            }
        }
        return ExitCode.Done;
    }

    private static string Kind(StepField field) => field.ItemType switch
    {
        var t when t == typeof(LocalDate) => "date (2026-11-03)",
        var t when t == typeof(bool) => "true | false",
        var t when t == typeof(int) || t == typeof(long) => "whole number",
        var t when t == typeof(decimal) => "number",
        var t when t == typeof(PersonalText) => "text, stored encrypted",
        var t when t == typeof(string) => "text",
        var t when t == typeof(Code) => "code (a-z, 0-9, '.', '_', '-')",
        var t when t == typeof(ScaleScore) => "{ scale, score }",
        var t when t == typeof(ParticipantStep) => "{ step, on, fields }",
        var t => $"name of a {JsonNamingPolicy.KebabCaseLower.ConvertName(t.Name[..^2])}",
    };

    private static JsonObject Schema(StepShape step)
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
                var t when t == typeof(ScaleScore) || t == typeof(ParticipantStep) => new JsonObject { ["type"] = "object" },
                var t when t.IsEnum => new JsonObject { ["enum"] = new JsonArray([.. field.Choices.Select(choice => (JsonNode)choice)]) },
                _ => new JsonObject { ["type"] = "string" },
            };
            properties[field.Name] = field.IsList ? new JsonObject { ["type"] = "array", ["items"] = one } : one;
        }
        JsonObject Shape(JsonObject inner, IEnumerable<string> required) => new()
        {
            ["type"] = "object", ["properties"] = inner, ["additionalProperties"] = false, ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]),
        };
        var line = new JsonObject { ["step"] = new JsonObject { ["const"] = step.Name }, ["on"] = new JsonObject { ["type"] = "string", ["format"] = "date" }, ["coach"] = new JsonObject { ["type"] = "string" } };
        if (step.IsAboutParticipant) line["participant"] = new JsonObject { ["type"] = "string" };
        line["entered"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        // A registration takes its reference from the line's participant.
        var required = step.Fields.Where(field => !field.IsOptional && !(step.Type == typeof(RegisterParticipant) && field.Name == "reference")).Select(field => field.Name).ToList();
        line["fields"] = Shape(properties, required);
        return Shape(line, [.. step.IsAboutParticipant ? ["participant"] : Array.Empty<string>(), "step", "on", "coach", .. required.Count > 0 ? ["fields"] : Array.Empty<string>()]);
    }
}
