namespace ZorgWerk.Samples;

/// <summary>Chance that falls the same way on every machine and runtime: SplitMix64, which <see cref="Random"/> does not promise to stay.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>
    /// Dice of their own for one participant, so that each tells the same story whatever the others do. Mixed twice: starting points
    /// that lie one stride apart would give each participant the rolls of the one before.
    /// </summary>
    public static Dice For(int seed, int number) => new(Mix(unchecked(Mix((uint)seed) + (uint)number)));

    /// <summary>0 up to, and not including, <paramref name="sides"/>.</summary>
    public int Below(int sides) => (int)((Roll() >> 33) % (uint)sides);

    /// <summary>Both ends count.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>One of several, each as likely as its weight says.</summary>
    public T Weigh<T>(params ReadOnlySpan<(int Weight, T Item)> options)
    {
        var all = 0;
        foreach (var (weight, _) in options) all += weight;
        var roll = Below(all);
        foreach (var (weight, item) in options)
            if ((roll -= weight) < 0) return item;
        return options[^1].Item;
    }

    private ulong Roll() => Mix(_state = unchecked(_state + 0x9E3779B97F4A7C15UL));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
