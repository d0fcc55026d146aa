using System.Globalization;
using ZorgWerk.Benchmarks;

// What the product does beside the least that PostgreSQL asks for the same, in one run on one durable server.
const string Usage = "usage: ZorgWerk.Benchmarks [--only NAME] [--steps N]";

var steps = 50_000;
string? only = null;
for (var at = 0; at < args.Length; at += 2)
{
    var value = at + 1 < args.Length ? args[at + 1] : "";
    switch (args[at])
    {
        case "--only" when value.Length > 0: only = value; break;
        case "--steps" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0: steps = n; break;
        default: return Wrong(Usage);
    }
}

IReadOnlyList<IBenchmark> all = [new DeskCommand(), new NewStreams(), new FoldStream(), new RebuildViews(steps), new ImportSteps(steps)];
var chosen = all.Where(one => only is null || one.Name == only).ToList();
if (chosen.Count == 0) return Wrong($"{Usage}\nNAME is one of: {string.Join(", ", all.Select(one => one.Name))}");

await using var server = await BenchServer.Start();
var report = new Report(await server.Settings());
foreach (var benchmark in chosen)
{
    await foreach (var figure in benchmark.Run(server))
    {
        report.Add(figure);
        Console.Error.WriteLine(figure);
    }
}

Console.WriteLine(report.Markdown());
Directory.CreateDirectory("artifacts");
await File.WriteAllTextAsync(Path.Combine("artifacts", "bench.md"), report.Markdown());
return 0;

static int Wrong(string why)
{
    Console.Error.WriteLine(why);
    return 2;
}
