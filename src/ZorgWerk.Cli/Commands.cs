using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Npgsql;
using Spectre.Console;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Import;
using ZorgWerk.Casework.Views;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;
using ZorgWerk.Web;

namespace ZorgWerk.Cli;

/// <summary>How to speak: data on standard output, messages on standard error.</summary>
internal sealed record Talk(bool Json, string Language)
{
    public string Word(string key) => Words.In(Language, key);

    public void Row(JsonObject row, string text) => Console.WriteLine(Json ? row.ToJsonString() : text);
}

internal static class UpCommand
{
    public static async Task<int> Run(Where where, bool demo, int port, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        if (demo)
        {
            await using var pilot = typeof(UpCommand).Assembly.GetManifestResourceStream("pilot.jsonl")!;
            var result = await house.Importer().Import(house.Tenant, pilot, dryRun: false, _ => { }, cancel: cancel);
            Console.Error.WriteLine($"Demo pilot: {result.Lines} lines, {result.Recorded} recorded now, {result.Repeated} known already, {result.Refused} refused by the rules, as a pilot has.");
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(house.Database);
        builder.Services.AddSite();
        await using var app = builder.Build();
        app.MapSite();
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            throw new EnvironmentException($"Port {port} cannot be used: {taken.Message}", taken);
        }
        Console.WriteLine($"http://127.0.0.1:{port}/");
        Console.Error.WriteLine("Health and the description of the HTTP API are served there; the pages for coaches are not built yet. Ctrl-C stops.");
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }
}

internal static class ImportCommand
{
    public static async Task<int> Run(Where where, Talk talk, FileInfo file, bool dryRun, CancellationToken cancel)
    {
        if (!file.Exists) throw new EnvironmentException($"There is no file {file.FullName}.");
        await using var house = await House.Open(where, cancel);
        await using var log = file.OpenRead();
        void Show(ImportError error)
        {
            var why = Words.In(talk.Language, new Refusal(error.Code) { About = error.About });
            talk.Row(
                new JsonObject { ["file"] = file.Name, ["line"] = error.Line, ["field"] = error.Field, ["code"] = error.Code, ["rule"] = error.Rule, ["why"] = why },
                $"{file.Name}:{error.Line}: {error.Field ?? "-"}: {why} [{error.Rule ?? error.Code}]");
        }

        var result = default(ImportResult);
        await AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().AutoClear(true).StartAsync(async bars =>
        {
            var bar = bars.AddTask(dryRun ? "rehearsing" : "importing", maxValue: Math.Max(1, file.Length));
            result = await house.Importer().Import(house.Tenant, log, dryRun, Show, progress => bar.Value = progress.Bytes, cancel);
            bar.Value = file.Length;
        });
        var (lines, recorded, nothingNew, repeated, refused, faulty, undecided) = result!;
        Console.Error.WriteLine(
            $"{lines} lines: {recorded} {(dryRun ? "would be recorded" : "recorded")}, {nothingNew} nothing new, {repeated} taken before, {refused} refused, {faulty} unreadable" +
            (undecided > 0 ? $", {undecided} corrections not rehearsed" : "") + ".");
        return refused + faulty > 0 ? ExitCode.Refused : ExitCode.Done;
    }
}

internal static class StepsCommand
{
    public static int Run(Talk talk)
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

internal static class ReplayCommand
{
    public static async Task<int> Run(Where where, Talk talk, string participant, string? knownAt, string? happenedBy, long? version, CancellationToken cancel)
    {
        Instant? known = null;
        LocalDate? happened = null;
        if (knownAt is not null && !(InstantPattern.ExtendedIso.Parse(knownAt) is { Success: true } instant && (known = instant.Value) is not null)) return Wrong("--known-at takes an instant such as 2026-11-05T12:00:00Z.");
        if (happenedBy is not null && !(LocalDatePattern.Iso.Parse(happenedBy) is { Success: true } day && (happened = day.Value) is not null)) return Wrong("--happened-by takes a day such as 2026-11-03.");

        await using var house = await House.Open(where, cancel);
        var stream = house.References.ParticipantStream(house.Tenant, participant);
        var moment = new Moment(version, known, happened);
        var any = false;
        await foreach (var (stored, _, after) in house.Reader.Replay(house.Tenant, stream, moment, cancel))
        {
            any = true;
            var entry = after.Entries[(int)stored.Version - 1];
            var mark = entry.IsStruck ? $"  [struck by {entry.CorrectedBy}]" : entry.CorrectedBy is { } mend ? $"  [corrected by {mend}]" : entry.Corrects is { } mended ? $"  [corrects {mended}]" : "";
            var recorded = InstantPattern.General.Format(stored.RecordedAt);
            talk.Row(
                new JsonObject
                {
                    ["version"] = stored.Version, ["position"] = stored.Position, ["kind"] = entry.Kind, ["happenedOn"] = LocalDatePattern.Iso.Format(entry.On), ["recordedAt"] = recorded,
                    ["recordedBy"] = entry.By.Value, ["trajectory"] = entry.Trajectory, ["corrects"] = entry.Corrects, ["correctedBy"] = entry.CorrectedBy, ["struck"] = entry.IsStruck,
                },
                $"{stored.Version,4}  {LocalDatePattern.Iso.Format(entry.On)}  recorded {recorded}  {talk.Word(entry.Kind)}{mark}");
        }
        if (any) return ExitCode.Done;
        Console.Error.WriteLine("There is no such participant, or nothing was known of one at that moment.");
        return ExitCode.Refused;
    }

    private static int Wrong(string message)
    {
        Console.Error.WriteLine(message);
        return ExitCode.WrongUsage;
    }
}

internal static class DisclosuresCommand
{
    public static async Task<int> Run(Where where, Talk talk, string? participant, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        var stream = participant is null ? (StreamId?)null : house.References.ParticipantStream(house.Tenant, participant);
        await foreach (var line in DisclosureTrail.Read(house.Database, house.Tenant, stream, cancel))
        {
            var categories = string.Join(", ", line.Categories.Select(category => talk.Word($"category.{category}")));
            var recipient = line.RecipientRole is null ? talk.Word("side.participant") : talk.Word($"actor-role.{line.RecipientRole}");
            talk.Row(
                new JsonObject
                {
                    ["participant"] = line.Participant, ["version"] = line.Version, ["happenedOn"] = LocalDatePattern.Iso.Format(line.HappenedOn), ["outcome"] = line.Outcome,
                    ["giver"] = line.Giver, ["recipient"] = line.Recipient, ["recipientRole"] = line.RecipientRole, ["categories"] = new JsonArray([.. line.Categories.Select(c => (JsonNode)c)]),
                    ["purpose"] = line.Purpose, ["consent"] = line.Consent, ["carePartner"] = line.CarePartner, ["because"] = line.Because, ["rulesVersion"] = line.RulesVersion,
                    ["recordedBy"] = line.RecordedBy, ["struck"] = line.IsStruck,
                },
                $"{LocalDatePattern.Iso.Format(line.HappenedOn)}  {line.Outcome,-9}  {line.Participant:N}#{line.Version}  {categories} -> {recipient}" +
                (line.Because is null ? "" : $"  ({line.Because})") + (line.IsStruck ? "  [struck]" : ""));
        }
        return ExitCode.Done;
    }
}

internal static class VerifyCommand
{
    public static async Task<int> Run(Where where, Talk talk, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        var differences = 0;
        var streams = await house.Verifier.Verify(difference =>
        {
            differences++;
            talk.Row(
                new JsonObject { ["view"] = difference.View, ["organisation"] = difference.Tenant.Value, ["stream"] = difference.Stream.Value, ["what"] = difference.What },
                $"{difference.View}: {difference.Stream}: {difference.What}");
        }, cancel);
        Console.Error.WriteLine($"{streams} participants refolded, {differences} differences.");
        return differences == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}

internal static class OutcomesCommand
{
    public static async Task<int> Run(Where where, Talk talk, string programme, string? by, DirectoryInfo into, CancellationToken cancel)
    {
        if (!Code.TryParse(programme, out var code))
        {
            Console.Error.WriteLine("--programme takes a code such as rentree.");
            return ExitCode.WrongUsage;
        }
        await using var house = await House.Open(where, cancel);
        var (trajectories, position) = await house.Extract.Write(house.Tenant, code, by, into.FullName, cancel);
        talk.Row(new JsonObject { ["programme"] = code.Value, ["trajectories"] = trajectories, ["position"] = position, ["folder"] = into.FullName },
            $"{trajectories} trajectories of {code}, as of position {position}, in {into.FullName}");
        return trajectories > 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
