using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>What the engine tells about itself: sizes and durations, never whose command it was or what was in it.</summary>
internal static class StoreSignals
{
    public const string Name = "ZorgWerk.EventStore";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Commands that wait for their turn.</summary>
    public static readonly UpDownCounter<int> Waiting = Meter.CreateUpDownCounter<int>("zorgwerk.append.waiting", "{command}", "Commands that wait to be written.");

    public static readonly Histogram<int> GroupSize = Meter.CreateHistogram<int>("zorgwerk.append.group_size", "{command}", "Commands that shared a transaction.");

    public static readonly Histogram<double> GroupDuration = Meter.CreateHistogram<double>("zorgwerk.append.duration", "s", "From taking up a group until each of its commands is answered.");
}
