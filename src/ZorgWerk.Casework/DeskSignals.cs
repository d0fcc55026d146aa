using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;

namespace ZorgWerk.Casework;

/// <summary>What the desk tells about its work: which kind of step and what became of it, never whose, by whom or about what.</summary>
internal static class DeskSignals
{
    public const string Name = "ZorgWerk.Casework";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("zorgwerk.steps", "{step}", "Steps that were answered.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("zorgwerk.step.duration", "s", "From being asked until the answer.");

    public static void Answered(StepCommand command, Answer answer, long since, Activity? span)
    {
        if (!Steps.Enabled && !Duration.Enabled && span is null) return;
        var told = new TagList { { "zorgwerk.step", JsonNamingPolicy.KebabCaseLower.ConvertName(command.Step.GetType().Name) }, { "zorgwerk.outcome", answer.IsRepeated ? "repeated" : Kebab.Of(answer.Outcome) } };
        Duration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, told);
        if (answer.Because is { } because) told.Add("zorgwerk.refusal", because.Code);
        Steps.Add(1, told);
        foreach (var (key, value) in told) span?.SetTag(key, value);
    }
}
