using System.Diagnostics;
using System.Globalization;

namespace ZorgWerk.Benchmarks;

internal interface IBenchmark
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    IAsyncEnumerable<Figure> Run(BenchServer server);
}

/// <summary>So many a second: the median of the runs, between the slowest and the fastest.</summary>
internal sealed record Rate(double Slowest, double Median, double Fastest)
{
    public static Rate Of(IEnumerable<double> runs)
    {
        var sorted = runs.Order().ToList();
        return new Rate(sorted[0], sorted[sorted.Count / 2], sorted[^1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:N0} ({Slowest:N0}–{Fastest:N0})");
}

/// <summary>The product beside its floor.</summary>
internal sealed record Figure(string What, string Floored, Rate Product, Rate Floor)
{
    public double Ratio => Product.Median / Floor.Median;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{What}: {Product}; {Floored}: {Floor}; ratio {Ratio:0.00}");
}

internal static class Measure
{
    private const int Runs = 3;

    /// <summary>By turns, so that whatever else the machine does meets both. What is run is told how many to do, and tells how long they took.</summary>
    /// <param name="warmUp">How many to do unmeasured first.</param>
    public static async Task<Figure> Compare(string what, string floored, int count, int warmUp, Func<int, Task<TimeSpan>> product, Func<int, Task<TimeSpan>> floor)
    {
        if (warmUp > 0)
        {
            await product(warmUp);
            await floor(warmUp);
        }
        var (products, floors) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            products.Add(count / (await product(count)).TotalSeconds);
            floors.Add(count / (await floor(count)).TotalSeconds);
        }
        return new Figure(what, floored, Rate.Of(products), Rate.Of(floors));
    }

    /// <summary>So many callers share the work, each doing the next piece as soon as it is done with its last.</summary>
    public static async Task<TimeSpan> Callers(int callers, int count, Func<int, int, Task> one)
    {
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (int piece; (piece = Interlocked.Increment(ref next)) < count;) await one(caller, piece);
        })));
        return clock.Elapsed;
    }
}
