using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using ZorgWerk.Casework;
using ZorgWerk.Casework.Events;

namespace ZorgWerk.Cli;

internal static class ReplayCommand
{
    public static Command Command(GlobalOptions globals)
    {
        var participant = new Argument<string>("participant") { Description = "Reference or id." };
        var knownAt = new Option<string?>("--known-at") { Description = "As recorded by this instant, such as 2026-11-05T12:00:00Z." };
        var happenedBy = new Option<string?>("--happened-by") { Description = "What had happened by this day, such as 2026-11-03." };
        var version = new Option<long?>("--version") { Description = "Up to this entry." };
        var replay = new Command("replay", "One participant's record, at any moment of either clock. Example: zorgwerk replay RT-001 --happened-by 2025-09-01") { participant, knownAt, happenedBy, version };
        replay.SetAction((parsed, cancel) => ExitCode.Of(() => Run(
            globals.Where(parsed), globals.Talk(parsed), parsed.GetValue(participant)!, parsed.GetValue(knownAt), parsed.GetValue(happenedBy), parsed.GetValue(version), cancel)));
        return replay;
    }

    private static async Task<int> Run(Where where, Talk talk, string participant, string? knownAt, string? happenedBy, long? version, CancellationToken cancel)
    {
        var (known, happened) = (DayReader.Moment(knownAt), DayReader.Iso(happenedBy));
        if (knownAt is not null && known is null) return Wrong("--known-at takes an instant from 1900 to 2199, such as 2026-11-05T12:00:00Z.");
        if (happenedBy is not null && happened is null) return Wrong("--happened-by takes a day from 1900 to 2199, such as 2026-11-03.");
        if (version < 1) return Wrong("--version takes the number of an entry, from 1 on.");

        await using var house = await House.Open(where, cancel);
        var stream = house.References.ParticipantStream(house.Tenant, participant);
        var moment = new Moment(version, known, happened);
        // Asked up to a version that is not there, the newest would be shown as if it were that one.
        if (version is not null && await house.Reader.Fold(house.Tenant, stream, Moment.Now, cancel: cancel) is { Version: > 0 and var last } && version > last)
        {
            Console.Error.WriteLine($"--version: this record has entries 1 to {last}.");
            return ExitCode.Refused;
        }

        var any = false;
        await foreach (var (stored, _, after) in house.Reader.Replay(house.Tenant, stream, moment, cancel))
        {
            any = true;
            var entry = after.Entries[(int)stored.Version - 1];
            var mark = entry.IsStruck ? $"  [struck by {entry.CorrectedBy}]" : entry.CorrectedBy is { } mend ? $"  [corrected by {mend}]" : entry.Corrects is { } mended ? $"  [corrects {mended}]" : "";
            var recorded = InstantPattern.General.Format(stored.RecordedAt);
            var entered = EventCodec.EnteredElsewhere(stored) is { } elsewhere ? InstantPattern.General.Format(elsewhere) : null;
            talk.Row(
                new JsonObject
                {
                    ["version"] = stored.Version, ["position"] = stored.Position, ["kind"] = entry.Kind, ["happenedOn"] = LocalDatePattern.Iso.Format(entry.On), ["recordedAt"] = recorded, ["enteredAt"] = entered,
                    ["recordedBy"] = entry.By.Value, ["trajectory"] = entry.Trajectory, ["corrects"] = entry.Corrects, ["correctedBy"] = entry.CorrectedBy, ["struck"] = entry.IsStruck,
                },
                $"{stored.Version,4}  {LocalDatePattern.Iso.Format(entry.On)}  recorded {recorded}  {(entered is null ? "" : $"entered elsewhere {entered}  ")}{talk.Word(entry.Kind)}{mark}");
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
