using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZorgWerk.Casework.Views;

namespace ZorgWerk.Cli;

internal static class EventsCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var to = new Option<FileInfo>("--out") { Description = "A file that does not exist yet.", Required = true };
        var export = new Command("export", "Write streams, events, answered commands and wrapped keys, every column as it is stored, as JSON Lines. Example: zorgwerk events export --out events.jsonl") { to };
        export.SetAction((parsed, cancel) => ExitCode.Of(() => Export(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(to)!, cancel)));

        var file = new Argument<FileInfo>("file") { Description = "What events export wrote." };
        var import = new Command("import", "Take such a file into an empty database, whole or not at all, and build the views. Example: zorgwerk events import events.jsonl") { file };
        import.SetAction((parsed, cancel) => ExitCode.Of(() => Import(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(file)!, cancel)));
        return new Command("events", "Everything on record, out and in. Example: zorgwerk events export --out events.jsonl") { export, import };
    }

    private static async Task<int> Export(Where where, Talk talk, FileInfo to, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = 1 << 16 };
        // Sealed, and still nobody else's.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(to.FullName, options)) Tell(talk, await EventFile.Write(house.Owner, house.Master.Id, file, cancel));
        return ExitCode.Done;
    }

    private static async Task<int> Import(Where where, Talk talk, FileInfo from, CancellationToken cancel)
    {
        if (!from.Exists) throw new EnvironmentException($"There is no file {from.FullName}.");
        await using var file = from.OpenRead();
        await using var house = await House.Open(where, cancel);
        try
        {
            var content = await EventFile.Read(house.Owner, house.Master.Id, file, cancel);
            foreach (var view in ParticipantView.All)
                if (await house.Rebuild.Run(view, cancel: cancel) is null) throw new EventFileException($"The events are in; view {view.Name} is being rebuilt by somebody else.");
            Tell(talk, content);
            return ExitCode.Done;
        }
        catch (EventFileException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return ExitCode.Refused;
        }
    }

    private static void Tell(Talk talk, EventFileContent content) => talk.Row(
        new JsonObject { ["position"] = content.Position, ["rows"] = JsonSerializer.SerializeToNode(content.Rows) },
        string.Join(", ", content.Rows.Select(table => $"{table.Key} {table.Value}")));
}
