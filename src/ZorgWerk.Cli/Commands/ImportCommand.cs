using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;

namespace ZorgWerk.Cli;

internal static class ImportCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var file = new Argument<FileInfo>("file") { Description = "A step log, JSON Lines." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Decide everything, write nothing." };
        var import = new Command("import", "Take a step log through the rules. The same file again changes nothing. Example: zorgwerk import samples/pilot.jsonl") { file, dryRun };
        import.SetAction((parsed, cancel) => ExitCode.Of(() => Run(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(file)!, parsed.GetValue(dryRun), cancel)));
        return import;
    }

    private static async Task<int> Run(Where where, Talk talk, FileInfo file, bool dryRun, CancellationToken cancel)
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
