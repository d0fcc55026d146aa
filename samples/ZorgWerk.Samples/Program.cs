using System.Globalization;
using System.Text.Json;

namespace ZorgWerk.Samples;

/// <summary>Writes a step log: the pilot, with <c>--log more</c> the programmes beside it, or with <c>--participants</c> as many cases as asked.</summary>
public static class Program
{
    private const string Usage = "usage: ZorgWerk.Samples [--log pilot|more] [--participants N] [--seed S] [--out FILE]";

    public static int Main(string[] arguments)
    {
        int? participants = null;
        var seed = Pilot.DefaultSeed;
        string? file = null;
        var isMore = false;
        for (var at = 0; at < arguments.Length; at += 2)
        {
            var value = at + 1 < arguments.Length ? arguments[at + 1] : "";
            switch (arguments[at])
            {
                case "--participants" when Number(value) is > 0 and var n: participants = n; break;
                case "--log" when value is "pilot" or "more": isMore = value is "more"; break;
                case "--seed" when Number(value) is { } s: seed = s; break;
                case "--out" when value.Length > 0: file = value; break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }

        var pilot = new Pilot(participants ?? Pilot.DefaultParticipants, seed, AtScale: participants is not null);
        using var output = file is null ? Console.OpenStandardOutput() : new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        Write(isMore ? Pilot.More : [pilot], output);
        return 0;
    }

    /// <summary>The whole log. The pilot is sorted by when it was written up; at scale it is grouped per participant and never held.</summary>
    public static void Write(IReadOnlyList<Pilot> pilots, Stream output)
    {
        using var buffer = new BufferedStream(output, 1 << 16);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = StepJson.Encoder });
        foreach (var line in pilots.SelectMany(pilot => pilot.SetUp())) WriteLine(line);

        // In the order of the lines when two were written up in one minute.
        var cases = pilots.SelectMany(pilot => Enumerable.Range(1, pilot.Participants).SelectMany(number => CaseLog.Of(pilot, number)));
        foreach (var line in pilots.Any(pilot => pilot.AtScale) ? cases : cases.OrderBy(line => line.Entered)) WriteLine(line);

        void WriteLine(LogLine line)
        {
            line.WriteTo(writer);
            writer.Flush();
            buffer.WriteByte((byte)'\n');
            writer.Reset();
        }
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
