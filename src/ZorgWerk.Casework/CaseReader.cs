using ZorgWerk.Casework.Events;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework;

/// <summary>Up to which moment a case is folded, on either clock (R15). Nothing named: all there is.</summary>
/// <param name="UpToVersion">Entries up to this version.</param>
/// <param name="KnownAt">What had been recorded by this instant.</param>
/// <param name="HappenedBy">What, as far as known, had happened by this day.</param>
/// <param name="UpToPosition">What was committed up to this position.</param>
public sealed record Moment(long? UpToVersion = null, Instant? KnownAt = null, LocalDate? HappenedBy = null, long? UpToPosition = null)
{
    public static readonly Moment Now = new();
}

/// <summary>Folds streams. One event is held at a time; a stream with corrections is read twice.</summary>
public sealed class CaseReader(IEventStore store, EventCodec codec)
{
    /// <summary>The participant as it stood at a moment.</summary>
    /// <param name="pending">A correction that is about to be appended, and the version it will have, to see the record as it will be.</param>
    public async Task<Participant> Fold(TenantId tenant, StreamId stream, Moment moment, (EntryCorrected Correction, long Version)? pending = null, CancellationToken cancel = default)
    {
        var corrections = new Corrections();
        if (pending is var (mend, at)) corrections.Add(mend, at);
        if (await Once(tenant, stream, moment, corrections, cancel) is { } folded) return folded;
        return (await Once(tenant, stream, moment, corrections, cancel))!;
    }

    /// <summary>Each entry with what was stored, in stream order, and the record after it.</summary>
    public async IAsyncEnumerable<(StoredEvent Stored, ParticipantEvent Happened, Participant After)> Replay(
        TenantId tenant, StreamId stream, Moment moment, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var corrections = new Corrections();
        await foreach (var stored in store.ReadStream(tenant, stream, Slice(moment), cancel))
            if (codec.FromStore(stored) is EntryCorrected correction) corrections.Add(correction, stored.Version);
        var soFar = Participant.Unknown;
        await foreach (var stored in store.ReadStream(tenant, stream, Slice(moment), cancel))
        {
            if (codec.FromStore(stored) is not ParticipantEvent happened) continue;
            soFar = Apply(soFar, happened, stored, corrections, moment);
            if (!IsLater(happened, stored.Version, corrections, moment)) yield return (stored, happened, soFar);
        }
    }

    public async Task<Programme> Programme(TenantId tenant, StreamId stream, CancellationToken cancel = default)
    {
        var soFar = Coaching.Programme.Undefined;
        await foreach (var stored in store.ReadStream(tenant, stream, StreamSlice.Whole, cancel))
            if (codec.FromStore(stored) is ProgrammeEvent happened) soFar = happened.Evolve(soFar);
        return soFar;
    }

    public async Task<Coach> Coach(TenantId tenant, StreamId stream, CancellationToken cancel = default)
    {
        var soFar = Coaching.Coach.Unknown;
        await foreach (var stored in store.ReadStream(tenant, stream, StreamSlice.Whole, cancel))
            if (codec.FromStore(stored) is CoachEvent happened) soFar = happened.Evolve(soFar);
        return soFar;
    }

    /// <summary>One reading; nothing when it met a correction it did not know, and then it has gathered them all.</summary>
    private async Task<Participant?> Once(TenantId tenant, StreamId stream, Moment moment, Corrections corrections, CancellationToken cancel)
    {
        var soFar = Participant.Unknown;
        var complete = true;
        await foreach (var stored in store.ReadStream(tenant, stream, Slice(moment), cancel))
        {
            if (codec.FromStore(stored) is not ParticipantEvent happened) continue;
            if (happened is EntryCorrected correction) complete &= !corrections.Add(correction, stored.Version);
            if (complete) soFar = Apply(soFar, happened, stored, corrections, moment);
        }
        return complete ? soFar : null;
    }

    private static StreamSlice Slice(Moment moment) => new() { UpToVersion = moment.UpToVersion, UpToInstant = moment.KnownAt, UpToPosition = moment.UpToPosition };

    private static Participant Apply(Participant soFar, ParticipantEvent happened, StoredEvent stored, Corrections corrections, Moment moment)
    {
        var by = EventCodec.RecordedBy(stored);
        if (IsLater(happened, stored.Version, corrections, moment)) return soFar.Apply(new UnknownEvent(happened.On, happened.Kind), by);
        return corrections.Of(stored.Version) is var (correction, version) ? soFar.Apply(happened, by, correction, version) : soFar.Apply(happened, by);
    }

    /// <summary>As far as is known, it happened after the day that is asked about. A correction is no happening of its own.</summary>
    private static bool IsLater(ParticipantEvent happened, long version, Corrections corrections, Moment moment) =>
        moment.HappenedBy is { } day && happened is not EntryCorrected && (corrections.Of(version)?.Correction.Replacement ?? happened).On > day;

    /// <summary>The last correction of each entry.</summary>
    private sealed class Corrections
    {
        private readonly Dictionary<long, (EntryCorrected Correction, long Version)> _byEntry = [];

        public (EntryCorrected Correction, long Version)? Of(long entry) => _byEntry.TryGetValue(entry, out var known) ? known : null;

        /// <summary>Whether this was news; of two corrections of one entry the later holds.</summary>
        public bool Add(EntryCorrected correction, long version)
        {
            if (_byEntry.TryGetValue(correction.Entry, out var known) && known.Version >= version) return false;
            _byEntry[correction.Entry] = (correction, version);
            return true;
        }
    }
}
