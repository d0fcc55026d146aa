using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Cli;

internal static class StepsCommand
{
    private const string HowToWrite = """
        A step log is JSON Lines, UTF-8, one step a line:
          {"participant":"RT-001","on":"2025-05-12","coach":"lotte.verbeeck","step":"hold-session","fields":{"form":"individual","minutes":50}}
        participant  your reference of the person; left out for the steps marked "without participant"
        on           the day it happened, as 2026-11-03
        coach        login of whoever recorded it
        entered?     when it was written down in the system you come from, as 2026-11-03T14:30:00Z
        step         one of the names below, and in "fields" what it asks; a name with ? may be left out

        The same as CSV, UTF-8, commas or semicolons, one step a row:
          participant,on,coach,step,form,minutes,fields.step
          RT-001,2025-05-12,lotte.verbeeck,hold-session,individual,50,
          RT-001,2025-05-19,lotte.verbeeck,reach-step,,,S1
        The first row names the columns: participant, on, coach, step, perhaps entered, then the fields you use, in any order. An empty cell is a
        field left out. A field that is itself called coach or step has its column under fields.coach or fields.step. A list is separated by |,
        as in progress|work-ability. What stands in braces below goes into its cell as JSON, a list of such as a JSON list. Between semicolons
        a number may have a decimal comma.

        A text that can reach the work side and holds medical words is not recorded as it is. Leave them out; or, where they are no diagnosis and no
        treatment, say so of that text: "notMedical":["content"]. It stands with the entry.

        Names of people, consents, goals, steps, referrals … are short names of your choice, such as hr or T1: the same name means the same one
        again, within the participant. The participant as giver or recipient is called participant.

        """;

    public static Command Command(GlobalOptions globals)
    {
        var steps = new Command("steps", "Every step with its fields, and how to write a log of them; with --json as JSON Schema of a line. Example: zorgwerk steps");
        steps.SetAction(parsed => Run(globals.Talk(parsed)));
        return steps;
    }

    private static int Run(Talk talk)
    {
        if (talk.Json)
        {
            var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "One line of a ZorgWerk step log", ["oneOf"] = new JsonArray([.. StepCatalogue.All.Select(Schema)]) };
            Console.WriteLine(schema.ToJsonString());
            return ExitCode.Done;
        }
        Console.WriteLine(HowToWrite);
        foreach (var step in StepCatalogue.All)
        {
            Console.WriteLine($"{step.Name}  ({talk.Word(step.Name)}){(step.IsAboutParticipant ? "" : "  without participant")}");
            foreach (var field in step.Fields)
            {
                var kind = field.Choices.Count > 0 ? string.Join(" | ", field.Choices) : Kind(field);
                Console.WriteLine($"    {field.Name}{(StepSchema.IsRequired(step, field) ? "" : "?")}: {(field.IsList ? "list of " : "")}{kind}");
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
        var t when t == typeof(ScaleScore) => $"{{ \"scale\": {string.Join(" | ", StepSchema.Scales)}, \"score\": number }}",
        var t when t == typeof(ParticipantStep) => "{ \"step\", \"on\", \"fields\" } of the step as it should have been",
        var t => $"short name ({JsonNamingPolicy.KebabCaseLower.ConvertName(t.Name[..^2])})",
    };

    private static JsonObject Schema(StepShape step)
    {
        var fields = StepSchema.Fields(step);
        var line = new JsonObject { ["step"] = new JsonObject { ["const"] = step.Name }, ["on"] = new JsonObject { ["type"] = "string", ["format"] = "date" }, ["coach"] = new JsonObject { ["type"] = "string" } };
        if (step.IsAboutParticipant) line["participant"] = new JsonObject { ["type"] = "string" };
        line["entered"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        line["fields"] = fields;
        return StepSchema.Shape(line, [.. step.IsAboutParticipant ? ["participant"] : Array.Empty<string>(), "step", "on", "coach", .. fields["required"]!.AsArray().Count > 0 ? ["fields"] : Array.Empty<string>()]);
    }
}
