using ZorgWerk.EventStore;
using ZorgWerk.Testing;

namespace ZorgWerk.Promises;

/// <summary>What was acknowledged, held against what is there.</summary>
/// <param name="Lost">Acknowledged, and not there at its place.</param>
/// <param name="Duplicated">There more than once.</param>
/// <param name="Gaps">Streams whose versions are not 1, 2, 3 …</param>
/// <param name="Differing">Streams whose row in the view is not what they fold to.</param>
internal sealed record Audit(int Acknowledged, int Lost, int Duplicated, int Gaps, int Differing)
{
    public bool IsClean => (Lost, Duplicated, Gaps, Differing) == (0, 0, 0, 0);

    public static async Task<Audit> Of(Promised promised, IEventStore store, IReadOnlyList<Writer> writers)
    {
        var stored = (await store.ReadAll().ToListAsync()).ToLookup(one => one.Stream);
        int lost = 0, duplicated = 0, gaps = 0, differing = 0;
        foreach (var writer in writers)
        {
            var events = stored[writer.Stream].ToList();
            var places = events.Select(one => (one.Position, one.Id)).ToHashSet();
            lost += writer.Acknowledged.Count(one => !places.Contains((one.Position, one.Append.Streams[0].Events[0].Id)));
            duplicated += events.Count - events.Select(Writer.NumberOf).Distinct().Count();
            if (!events.Select(one => one.Version).SequenceEqual(Enumerable.Range(1, events.Count).Select(n => (long)n))) gaps++;
            var row = await Workplace.Ask<long>(promised.Connection, $"select coalesce(max(version), 0) from {Writer.Versions.Name} where stream = '{writer.Stream}'");
            if (row != events.Count) differing++;
        }
        return new Audit(writers.Sum(one => one.Acknowledged.Count), lost, duplicated, gaps, differing);
    }
}
