using System.Diagnostics;
using System.Globalization;

namespace ZorgWerk.Benchmarks;

internal interface IBenchmark
{
    /// <summary>What people call it by.</summary>
    string Name { get; }

    IAsyncEnumerable<Figure> Run(BenchServer server, CancellationToken cancel);
}

/// <summary>So many things done a second: the median of the runs, between the slowest and the fastest.</summary>
public sealed record Rate(double Slowest, double Median, double Fastest)
{
    internal static Rate Of(IEnumerable<double> runs)
    {
        var sorted = runs.Order().ToList();
        return new Rate(sorted[0], sorted[sorted.Count / 2], sorted[^1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:N0} ({Slowest:N0}–{Fastest:N0})");
}

/// <summary>How long a run took, and what ninety-nine of a hundred pieces of it took at most where each was timed.</summary>
internal sealed record Took(TimeSpan Elapsed, TimeSpan? Slow = null)
{
    public static implicit operator Took(TimeSpan elapsed) => new(elapsed);
}

/// <summary>The product beside its floor.</summary>
/// <param name="Slow">What ninety-nine of a hundred took at most, product and floor: the median of the runs.</param>
public sealed record Figure(string What, string Floored, Rate Product, Rate Floor, (TimeSpan Product, TimeSpan Floor)? Slow = null)
{
    public double Ratio => Product.Median / Floor.Median;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{What}: {Product}; {Floored}: {Floor}; ratio {Ratio:0.00}; {SlowText}");

    public string SlowText => Slow is var (product, floor) ? string.Create(CultureInfo.InvariantCulture, $"{product.TotalMilliseconds:0.0} / {floor.TotalMilliseconds:0.0}") : "";
}

internal static class Measure
{
    private const int Runs = 3;

    /// <summary>By turns, so that whatever else the machine does meets both. What is run is told how many to do, and tells how long they took.</summary>
    /// <param name="warmUp">How many to do unmeasured first.</param>
    public static async Task<Figure> Compare(string what, string floored, int count, int warmUp, Func<int, Task<Took>> product, Func<int, Task<Took>> floor, CancellationToken cancel)
    {
        if (warmUp > 0)
        {
            await product(warmUp).WaitAsync(cancel);
            await floor(warmUp).WaitAsync(cancel);
        }
        var (products, floors) = (new List<Took>(), new List<Took>());
        for (var run = 0; run < Runs; run++)
        {
            products.Add(await product(count).WaitAsync(cancel));
            floors.Add(await floor(count).WaitAsync(cancel));
        }
        return new Figure(what, floored, Of(products), Of(floors), products[0].Slow is null ? null : (Slow(products), Slow(floors)));

        Rate Of(List<Took> runs) => Rate.Of(runs.Select(run => count / run.Elapsed.TotalSeconds));
        static TimeSpan Slow(List<Took> runs) => runs.Select(run => run.Slow!.Value).Order().ElementAt(Runs / 2);
    }

    /// <summary>So many callers share the work, each doing the next piece as soon as it is done with its last.</summary>
    public static async Task<Took> Callers(int callers, int count, Func<int, int, Task> one)
    {
        var next = -1;
        var each = new TimeSpan[count];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (int piece; (piece = Interlocked.Increment(ref next)) < count;)
            {
                var since = Stopwatch.GetTimestamp();
                await one(caller, piece);
                each[piece] = Stopwatch.GetElapsedTime(since);
            }
        })));
        var elapsed = clock.Elapsed;
        Array.Sort(each);
        return new Took(elapsed, each[Math.Min(count - 1, count * 99 / 100)]);
    }
}
