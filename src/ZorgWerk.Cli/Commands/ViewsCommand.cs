using System.CommandLine;
using System.Text.Json.Nodes;
using ZorgWerk.Casework.Events;
using ZorgWerk.Casework.Views;

namespace ZorgWerk.Cli;

internal static class ViewsCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var list = new Command("list", "Every view: how far it is, and what stops it. Example: zorgwerk views list");
        list.SetAction((parsed, cancel) => ExitCode.Of(() => List(globals.Where(parsed), globals.Talk(parsed), cancel)));

        var which = new Argument<string[]>("view") { Description = "Which; none named: every one.", Arity = ArgumentArity.ZeroOrMore };
        which.AcceptOnlyFromAmong([.. ParticipantView.All.Select(view => view.Name)]);
        var rebuild = new Command("rebuild", "Build views anew from the streams beside the live ones, and swap. Work goes on meanwhile. Example: zorgwerk views rebuild caseload") { which };
        rebuild.SetAction((parsed, cancel) => ExitCode.Of(() => Rebuild(globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(which) ?? [], cancel)));
        return new Command("views", "The views and how they are. Example: zorgwerk views list") { list, rebuild };
    }

    private static async Task<int> List(Where where, Talk talk, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        var states = await ViewList.Read(house.Database, cancel);
        foreach (var (view, position, behind, since, rows, stop, outdated) in states)
        {
            var kind = view.IsInline ? "inline" : "background";
            talk.Row(
                new JsonObject
                {
                    ["view"] = view.Name, ["kind"] = kind, ["position"] = position, ["behind"] = behind, ["behindSince"] = since?.ToString("g", System.Globalization.CultureInfo.InvariantCulture), ["rowsEstimated"] = rows, ["outdated"] = outdated,
                    ["stoppedAt"] = stop is null ? null : new JsonObject
                    {
                        ["position"] = stop.Position, ["organisation"] = stop.Tenant.Value, ["stream"] = stop.Stream.Value, ["version"] = stop.Version, ["type"] = stop.Type, ["fault"] = stop.Fault,
                    },
                },
                $"{view.Name,-12} {kind,-10}  position {position,10}  behind {behind,8}  {(rows is null ? "rows not counted yet" : $"about {rows} rows")}" +
                (outdated ? "  in the form of an earlier version" : "") +
                (stop is null ? "" : $"  STOPPED before event {stop.Position}: {stop.Type}, version {stop.Version} of {stop.Stream} ({stop.Fault})"));
        }
        return states.All(state => state.Stop is null) ? ExitCode.Done : ExitCode.Refused;
    }

    private static async Task<int> Rebuild(Where where, Talk talk, string[] names, CancellationToken cancel)
    {
        await using var house = await House.Open(where, cancel);
        foreach (var view in names.Length == 0 ? ParticipantView.All : names.Select(name => ParticipantView.Find(name)!))
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                if (await house.Rebuild.Run(view, done => Progress($"{view.Name}: {done} participants"), cancel) is not var (participants, position))
                {
                    Console.Error.WriteLine($"{view.Name} is being rebuilt by somebody else.");
                    return ExitCode.Refused;
                }
                Progress("");
                talk.Row(
                    new JsonObject { ["view"] = view.Name, ["participants"] = participants, ["position"] = position, ["seconds"] = Math.Round(watch.Elapsed.TotalSeconds, 1) },
                    $"{view.Name}: {participants} participants, position {position}, {watch.Elapsed.TotalSeconds:0.0} s");
            }
            catch (UnreadableEventException unreadable)
            {
                Progress("");
                Console.Error.WriteLine($"{view.Name} stays as it was: {unreadable.Message}");
                return ExitCode.Refused;
            }
        }
        return ExitCode.Done;
    }

    /// <summary>One line that is written over, where somebody watches.</summary>
    private static void Progress(string text)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\r{text,-60}\r");
    }
}
