using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Events;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Audit;

/// <summary>Which moment is asked about. Nothing named: the latest.</summary>
/// <param name="Known">What did we know then?</param>
/// <param name="Happened">What had happened by then?</param>
public sealed record ReplayQuestion(long? Version = null, Instant? Known = null, LocalDate? Happened = null);

/// <summary>One entry of the record as it stood at a moment, without its content.</summary>
/// <param name="EnteredElsewhere">When another system says it was written down there.</param>
public sealed record ReplayEntry(
    long Version, long Position, string Kind, LocalDate On, Instant RecordedAt, Instant? EnteredElsewhere, UserId By, long? Corrects, long? CorrectedBy, bool IsStruck);

/// <summary>A case at one moment of either clock, beside the step before it and beside what is known now.</summary>
/// <param name="All">Every entry as known now, in the order of the record.</param>
/// <param name="Shown">The entries of the moment, as known then.</param>
/// <param name="At">The entry that made the moment what it is; nothing when there was none yet.</param>
/// <param name="Day">The day that consents and network are looked at on.</param>
/// <param name="Before">The record one step earlier.</param>
public sealed record CaseReplay(
    ReplayQuestion Question, IReadOnlyList<ReplayEntry> All, IReadOnlyList<ReplayEntry> Shown, ReplayEntry? At, LocalDate Day, Participant Then, Participant Before, Participant Now)
{
    public CaseState State => CaseState.Of(Then, Day);

    /// <summary>What this step changed, everything else being looked at on the same day.</summary>
    public IReadOnlyList<StateChange> Changes => StateChange.Between(CaseState.Of(Before, Day), State);

    /// <summary>What is known now of the same moment and was not then; nothing when nothing was learned since, or it is not asked.</summary>
    public IReadOnlyList<ReplayEntry> LearnedSince { get; init; } = [];

    /// <summary>What this entry has on the trail, each as it was decided then.</summary>
    public IReadOnlyList<Disclosure> Decisions => At is { } at ? [.. Then.Disclosures.Where(disclosure => disclosure.Version == at.Version)] : [];

    /// <summary>The first, which is the only one but for a meeting or a contact in which several things were told.</summary>
    public Disclosure? Decision => Decisions is [var first, ..] ? first : null;

    /// <summary>The same decision on all that is known now; null where it was told without naming a purpose.</summary>
    public DecisionTrace? DecisionNow => Decision is { } decided ? Now.WeighNow(decided) : null;

    /// <summary>One step back on the clock that is asked about; nothing at the beginning.</summary>
    public ReplayQuestion? Previous => Question.Happened is null
        ? At is { Version: > 1 } at ? new ReplayQuestion(at.Version - 1) : null
        : At is { } here && Shown.Where(entry => entry.Corrects is null && entry.On < here.On).Select(entry => (LocalDate?)entry.On).Max() is { } day ? Question with { Happened = day } : null;

    /// <summary>One step on; nothing at the end.</summary>
    public ReplayQuestion? Next => Question.Happened is not { } by
        ? (At?.Version ?? 0) < All.Count ? new ReplayQuestion((At?.Version ?? 0) + 1) : null
        : All.Where(entry => entry.Corrects is null && entry.On > by && (Question.Known is not { } known || entry.RecordedAt <= known)).Select(entry => (LocalDate?)entry.On).Min() is { } day ? Question with { Happened = day } : null;

    /// <returns>Nothing when there is no such case.</returns>
    public static async Task<CaseReplay?> Read(Reading reading, StreamId stream, ReplayQuestion question, LocalDate today, CancellationToken cancel = default)
    {
        var (all, now) = await Entries(reading, stream, Moment.Now, cancel);
        if (all.Count == 0) return null;
        var version = question.Version is { } asked ? Math.Clamp(asked, 1, all.Count) : (long?)null;
        question = question with { Version = version };
        var moment = new Moment(version, question.Known, question.Happened);
        var (shown, then) = moment == Moment.Now ? (all, now) : await Entries(reading, stream, moment, cancel);

        var at = question.Happened is null ? shown.LastOrDefault() : shown.Where(entry => entry.Corrects is null).OrderBy(entry => entry.On).ThenBy(entry => entry.Version).LastOrDefault();
        var before = at is null ? Participant.Unknown : question.Happened is null
            ? await reading.Cases.Fold(reading.Visitor.Tenant, stream, new Moment(at.Version - 1), cancel: cancel)
            : await reading.Cases.Fold(reading.Visitor.Tenant, stream, moment with { HappenedBy = at.On.PlusDays(-1) }, cancel: cancel);
        var day = question.Happened ?? (question.Known is { } known ? Brussels.DayOf(known) : at?.On ?? today);
        var replay = new CaseReplay(question, all, shown, at, day, then, before, now);
        if (question is not { Known: not null, Happened: { } by }) return replay;

        // A correction is all that changes an entry, also its day: one that was in view then may be out of it now.
        var seen = shown.Select(entry => (entry.Version, entry.CorrectedBy)).ToHashSet();
        var inView = shown.Select(entry => entry.Version).ToHashSet();
        return replay with { LearnedSince = [.. all.Where(entry => entry.Corrects is null && !seen.Contains((entry.Version, entry.CorrectedBy)) && (entry.On <= by || inView.Contains(entry.Version)))] };
    }

    private static async Task<(List<ReplayEntry> Entries, Participant After)> Entries(Reading reading, StreamId stream, Moment moment, CancellationToken cancel)
    {
        var entries = new List<ReplayEntry>();
        var last = Participant.Unknown;
        await foreach (var (stored, _, after) in reading.Cases.Replay(reading.Visitor.Tenant, stream, moment, cancel))
        {
            last = after;
            var entry = after.Entries[(int)stored.Version - 1];
            entries.Add(new ReplayEntry(
                stored.Version, stored.Position, entry.Kind, entry.On, stored.RecordedAt, EventCodec.EnteredElsewhere(stored), entry.By, entry.Corrects, entry.CorrectedBy, entry.IsStruck));
        }
        return (entries, last);
    }
}
