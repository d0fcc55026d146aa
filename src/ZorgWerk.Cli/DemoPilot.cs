using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ZorgWerk.Casework.Import;

namespace ZorgWerk.Cli;

/// <summary>
/// Loads the invented pilot and the programmes beside it day by day, as if it had been recorded on the days on which its lines say they were written down:
/// what was known on a day is then something to look at. Only invented data are recorded by any clock but the machine's own.
/// </summary>
internal static class DemoPilot
{
    private static readonly string[] Logs = ["pilot.jsonl", "more.jsonl"];

    public static async Task<ImportResult> Load(House house, CancellationToken cancel = default)
    {
        var lines = new List<(Instant Entered, LogLine Line)>();
        foreach (var log in Logs)
        {
            await using var file = typeof(DemoPilot).Assembly.GetManifestResourceStream(log)!;
            await foreach (var line in LineReader.Read(file, cancel)) lines.Add((EnteredAt(line), line));
        }

        var clock = new SetClock();
        var (store, importer) = house.ImporterBy(clock);
        await using var _ = store;
        var whole = new ImportResult(0, 0, 0, 0, 0, 0);
        foreach (var day in lines.OrderBy(line => line.Entered).GroupBy(line => line.Entered.InUtc().Date))
        {
            // Never ahead of the machine: what is recorded later must not stand before it.
            clock.Now = Instant.Min(day.Max(line => line.Entered), SystemClock.Instance.GetCurrentInstant());
            var one = await importer.Import(house.Tenant, day.Select(line => line.Line).ToAsyncEnumerable(), dryRun: false, _ => { }, cancel: cancel);
            whole = new ImportResult(
                whole.Lines + one.Lines, whole.Recorded + one.Recorded, whole.NothingNew + one.NothingNew, whole.Repeated + one.Repeated, whole.Refused + one.Refused, whole.Faulty + one.Faulty);
        }
        return whole;
    }

    private static Instant EnteredAt(LogLine line)
    {
        using var read = JsonDocument.Parse(line.Json);
        return InstantPattern.General.Parse(read.RootElement.GetProperty("entered").GetString()!).Value;
    }

    private sealed class SetClock : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }
}
