using System.Diagnostics;
using System.Globalization;

namespace ZorgWerk.Benchmarks;

internal interface IBenchmark
{
    /// <summary>What people call it by.</summary>
    string Name { get; }

    IAsyncEnumerable<Figure> Run(BenchServer server, CancellationToken cancel);
}

/// <summary>What came of several turns: the one in the middle, between the least and the most.</summary>
public sealed record Spread(double Least, double Median, double Most)
{
    internal static Spread Of(IEnumerable<double> turns)
    {
        var sorted = turns.Order().ToList();
        return new Spread(sorted[0], sorted[sorted.Count / 2], sorted[^1]);
    }

    /// <summary>With so many decimals.</summary>
    public string Text(int decimals)
    {
        return $"{Number(Median)} ({Number(Least)}–{Number(Most)})";
        string Number(double value) => value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
    }
}

/// <summary>How long a turn took, and what ninety-nine of a hundred pieces of it took at most where each was timed.</summary>
internal sealed record Took(TimeSpan Elapsed, TimeSpan? Slow = null)
{
    public static implicit operator Took(TimeSpan elapsed) => new(elapsed);
}

/// <summary>The product beside its floor.</summary>
/// <param name="Product">Things done a second.</param>
/// <param name="Floor">The same of the floor.</param>
/// <param name="Ratio">Of each turn of the product to the floor's that followed it at once, so that a machine that is slower for a while is so for both.</param>
/// <param name="Slow">What ninety-nine of a hundred took at most, product and floor: the median of the turns.</param>
public sealed record Figure(string What, string Floored, Spread Product, Spread Floor, Spread Ratio, (TimeSpan Product, TimeSpan Floor)? Slow = null)
{
    public string SlowText => Slow is var (product, floor) ? string.Create(CultureInfo.InvariantCulture, $"{product.TotalMilliseconds:0.0} / {floor.TotalMilliseconds:0.0}") : "";
}

internal static class Measure
{
    /// <summary>Short and many, where a turn does not have to be long.</summary>
    public const int UsualTurns = 9;

    /// <summary>By turns, so that whatever else the machine does meets both. What is run is told how many to do, and tells how long they took.</summary>
    /// <param name="count">How many to do in a turn.</param>
    /// <param name="warmUp">How many to do unmeasured first.</param>
    public static async Task<Figure> Compare(
        string what, string floored, int turns, int count, int warmUp, Func<int, Task<Took>> product, Func<int, Task<Took>> floor, CancellationToken cancel)
    {
        if (warmUp > 0)
        {
            await product(warmUp).WaitAsync(cancel);
            await floor(warmUp).WaitAsync(cancel);
        }
        var (products, floors) = (new List<Took>(), new List<Took>());
        for (var turn = 0; turn < turns; turn++)
        {
            products.Add(await product(count).WaitAsync(cancel));
            floors.Add(await floor(count).WaitAsync(cancel));
        }
        var ratios = Spread.Of(products.Zip(floors, (one, beside) => beside.Elapsed / one.Elapsed));
        return new Figure(what, floored, Of(products), Of(floors), ratios, products[0].Slow is null ? null : (Slow(products), Slow(floors)));

        Spread Of(List<Took> all) => Spread.Of(all.Select(took => count / took.Elapsed.TotalSeconds));
        static TimeSpan Slow(List<Took> all) => all.Select(took => took.Slow!.Value).Order().ElementAt(all.Count / 2);
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
