using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using ZorgWerk.Samples;

namespace ZorgWerk.Benchmarks;

/// <summary>A generated step log taken through the rules, with views and keys. Beside it, the rows of events that came of it copied into an empty table.</summary>
internal sealed class ImportSteps(int steps) : IBenchmark
{
    /// <summary>The samples tell some 41 steps about each participant.</summary>
    private const int StepsEach = 41;

    /// <summary>Each begins on an empty database and is as long as it is.</summary>
    private const int Turns = 3;

    public string Name => "import";

    public async IAsyncEnumerable<Figure> Run(BenchServer server, [EnumeratorCancellation] CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("zorgwerk-bench-log-");
        try
        {
            var (log, rows) = (Path.Combine(folder.FullName, "log.jsonl"), Path.Combine(folder.FullName, "mt_events.copy"));
            await using (var file = File.Create(log)) Samples.Program.Write([new Pilot(Math.Max(1, steps / StepsEach), Seed: 7, AtScale: true)], file);
            var lines = File.ReadLines(log).Count();
            yield return await Measure.Compare(
                string.Create(CultureInfo.InvariantCulture, $"import of {lines:N0} steps"), "rows of events copied", Turns, lines, warmUp: 0,
                _ => Import(server, log, rows),
                _ => Copy(server, rows), cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Took> Import(BenchServer server, string log, string rows)
    {
        await using var workplace = await Workplace.Open(server);
        await using var file = File.OpenRead(log);
        var clock = Stopwatch.StartNew();
        await workplace.Import(file, mayRefuse: true);
        var took = clock.Elapsed;

        await using var connection = await workplace.Owner.OpenConnectionAsync();
        await using var kept = File.Create(rows);
        await using var copied = await connection.BeginRawBinaryCopyAsync("copy (select * from mt_events order by seq_id) to stdout (format binary)");
        await copied.CopyToAsync(kept);
        return took;
    }

    private static async Task<Took> Copy(BenchServer server, string rows)
    {
        await using var workplace = await Workplace.Open(server);
        await using var connection = await workplace.Owner.OpenConnectionAsync();
        // With its indexes; the foreign key is the only thing that the copy has not.
        await using (var make = new NpgsqlCommand("create table copy_of_events (like mt_events including all)", connection)) await make.ExecuteNonQueryAsync();
        await using var kept = File.OpenRead(rows);
        var clock = Stopwatch.StartNew();
        await using (var copied = await connection.BeginRawBinaryCopyAsync("copy copy_of_events from stdin (format binary)")) await kept.CopyToAsync(copied);
        return clock.Elapsed;
    }
}
