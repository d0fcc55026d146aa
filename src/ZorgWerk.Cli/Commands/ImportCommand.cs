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
        var file = new Argument<FileInfo>("file") { Description = "A step log, JSON Lines or CSV; zorgwerk steps tells what to write." };
        var format = new Option<string?>("--format") { Description = "jsonl or csv; else a name that ends in .csv is CSV." };
        format.AcceptOnlyFromAmong("jsonl", "csv");
        var dryRun = new Option<bool>("--dry-run") { Description = "Decide everything, write nothing." };
        var import = new Command("import", "Take a step log through the rules, once the whole of it can be read. The same file again changes nothing. Example: zorgwerk import samples/pilot.jsonl") { file, format, dryRun };
        import.SetAction((parsed, cancel) => ExitCode.Of(() => Run(
            globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(file)!, parsed.GetValue(format), parsed.GetValue(dryRun), cancel)));
        return import;
    }

    private static async Task<int> Run(Where where, Talk talk, FileInfo file, string? format, bool dryRun, CancellationToken cancel)
    {
        if (Directory.Exists(file.FullName)) throw new EnvironmentException($"{file.FullName} is a folder; name a file.");
        if (!file.Exists) throw new EnvironmentException($"There is no file {file.FullName}.");
        try
        {
            await using var log = file.OpenRead();
            await using var house = await House.Open(where, cancel);
            var isCsv = format is "csv" || (format is null && file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase));
            if (!log.CanSeek) throw new EnvironmentException($"{file.FullName} cannot be read twice: once to see whether all of it can be read, and once to take it. Save it as a file first.");
            return await Take(house, talk, file, () => Lines(log, isCsv, cancel), dryRun, cancel);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"{file.FullName} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static IAsyncEnumerable<LogLine> Lines(FileStream log, bool isCsv, CancellationToken cancel)
    {
        log.Position = 0;
        return isCsv ? CsvLog.Read(log, cancel) : LineReader.Read(log, cancel);
    }

    private static async Task<int> Take(House house, Talk talk, FileInfo file, Func<IAsyncEnumerable<LogLine>> log, bool dryRun, CancellationToken cancel)
    {
        void Show(ImportError error)
        {
            var why = Words.In(talk.Language, new Refusal(error.Code) { About = error.About });
            talk.Row(
                new JsonObject { ["file"] = file.Name, ["line"] = error.Line, ["field"] = error.Field, ["code"] = error.Code, ["rule"] = error.Rule, ["why"] = why },
                $"{file.Name}:{error.Line}: {error.Field ?? "-"}: {why} [{error.Rule ?? error.Code}]");
        }

        var (all, toChange) = await house.LogCheck().Check(house.Tenant, log(), Show, cancel);
        if (toChange > 0)
        {
            Console.Error.WriteLine($"{all} lines: nothing was recorded, because {toChange} of them must be changed first. Change them and import the file again.");
            return ExitCode.Refused;
        }

        var result = default(ImportResult);
        await Bars().Progress().AutoClear(true).StartAsync(async bars =>
        {
            var bar = bars.AddTask(dryRun ? "rehearsing" : "importing", maxValue: Math.Max(1, file.Length));
            result = await house.Importer().Import(house.Tenant, log(), dryRun, Show, progress => bar.Value = progress.Bytes, cancel);
            bar.Value = file.Length;
        });
        var (lines, recorded, nothingNew, repeated, refused, _, undecided) = result!;
        Console.Error.WriteLine(
            $"{lines} lines: {recorded} {(dryRun ? "would be recorded" : "recorded")}, {nothingNew} nothing new, {repeated} taken before, {refused} refused" +
            (undecided > 0 ? $", {undecided} corrections not rehearsed" : "") + ".");
        return refused > 0 ? ExitCode.Refused : ExitCode.Done;
    }

    // Escape codes are for a terminal; a file or another program gets plain lines.
    private static IAnsiConsole Bars() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = Console.IsErrorRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
    });
}
