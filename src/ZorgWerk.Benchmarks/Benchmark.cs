using System.Runtime.CompilerServices;

namespace ZorgWerk.Benchmarks;

/// <summary>What the product does beside the least that PostgreSQL asks for the same, in one run on one durable server made for it.</summary>
public static class Benchmark
{
    /// <summary>How many steps are imported, and events rebuilt, where nothing else is said.</summary>
    public const int UsualSteps = 50_000;

    /// <summary>What each is called, in the order they are run.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All(UsualSteps).Select(one => one.Name)];

    /// <param name="only">Nothing: all of them.</param>
    /// <param name="steps">How many to import, and how many events to rebuild from; 1 at least.</param>
    /// <param name="onSettings">Told first: what the figures depend on, such as the server's version and settings.</param>
    /// <param name="say">What happens meanwhile.</param>
    public static async IAsyncEnumerable<Figure> Run(string? only, int steps, Action<string> onSettings, Action<string> say, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var server = await BenchServer.Start(say);
        onSettings(await server.Settings());
        foreach (var benchmark in All(steps).Where(one => only is null || one.Name == only))
        {
            await foreach (var figure in benchmark.Run(server, cancel)) yield return figure;
        }
    }

    private static IReadOnlyList<IBenchmark> All(int steps) => [new DeskCommand(), new NewStreams(), new FoldStream(), new RebuildViews(steps), new ImportSteps(steps)];
}
