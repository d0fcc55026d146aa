using System.Runtime.CompilerServices;
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

/// <summary>A participant's stream, folded.</summary>
/// <param name="LastPosition">Position of its last event that was folded.</param>
public sealed record FoldedCase(TenantId Tenant, StreamId Stream, Participant Participant, long LastPosition);

/// <summary>Folds streams. One event is held at a time; a stream with corrections is read twice.</summary>
/// <exception cref="UnreadableEventException">From every method: an event that cannot be read or folded, by its place.</exception>
public sealed class CaseReader(IEventReader store, EventCodec codec)
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

    /// <summary>The participant as it stood before an entry, in the light of every correction made since: what a correction of that entry is decided on.</summary>
    public async Task<Participant> FoldBefore(TenantId tenant, StreamId stream, long entry, CancellationToken cancel = default)
    {
        var corrections = await CorrectionsIn(tenant, stream, Moment.Now, cancel);
        return (await Once(tenant, stream, new Moment(UpToVersion: entry - 1), corrections, cancel))!;
    }

    /// <summary>Every participant of every organisation as all stood at a position, one after the other in the store's stream order.</summary>
    public async IAsyncEnumerable<FoldedCase> FoldEach(long upToPosition, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        (TenantId Tenant, StreamId Stream)? open = null;
        var (participant, last, known) = (Participant.Unknown, 0L, true);
        await foreach (var stored in store.ReadByStream(upToPosition, cancel: cancel))
        {
            if (open != (stored.Tenant, stored.Stream))
            {
                if (participant.IsRegistered) yield return await Whole();
                (open, participant, last, known) = ((stored.Tenant, stored.Stream), Participant.Unknown, 0L, true);
            }
            if (codec.FromStore(stored) is not ParticipantEvent happened) continue;
            known &= happened is not EntryCorrected;
            if (known) participant = Apply(participant, happened, stored, NoCorrections, Moment.Now);
            last = Math.Max(last, stored.Position);
        }
        if (participant.IsRegistered) yield return await Whole();

        // A correction changes what was folded before it was met.
        async ValueTask<FoldedCase> Whole()
        {
            var (tenant, stream) = open!.Value;
            return new FoldedCase(tenant, stream, known ? participant : await Fold(tenant, stream, new Moment(UpToPosition: upToPosition), cancel: cancel), last);
        }
    }

    /// <summary>Each entry with what was stored, in stream order, and the record after it.</summary>
    public async IAsyncEnumerable<(StoredEvent Stored, ParticipantEvent Happened, Participant After)> Replay(
        TenantId tenant, StreamId stream, Moment moment, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var corrections = await CorrectionsIn(tenant, stream, moment, cancel);
        var soFar = Participant.Unknown;
        await foreach (var stored in store.ReadStream(tenant, stream, Slice(moment), cancel))
        {
            if (codec.FromStore(stored) is not ParticipantEvent happened) continue;
            soFar = Apply(soFar, happened, stored, corrections, moment);
            if (!IsLater(happened, stored.Version, corrections, moment)) yield return (stored, happened, soFar);
        }
    }

    /// <summary>Some entries of a stream as they were stored, in its order; the others are passed over unread.</summary>
    public async IAsyncEnumerable<(StoredEvent Stored, ParticipantEvent Happened)> Entries(
        TenantId tenant, StreamId stream, IReadOnlySet<long> versions, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (versions.Count == 0) yield break;
        await foreach (var stored in store.ReadStream(tenant, stream, new StreamSlice { AfterVersion = versions.Min() - 1, UpToVersion = versions.Max() }, cancel))
            if (versions.Contains(stored.Version) && codec.FromStore(stored) is ParticipantEvent happened) yield return (stored, happened);
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

    /// <summary>What happened to a programme or a coach, first to last, with who recorded it and when.</summary>
    public async IAsyncEnumerable<(CoachingEvent Happened, UserId By, Instant RecordedAt)> OfTheHouse(
        TenantId tenant, StreamId stream, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var stored in store.ReadStream(tenant, stream, StreamSlice.Whole, cancel)) yield return (codec.FromStore(stored), EventCodec.RecordedBy(stored), stored.RecordedAt);
    }

    private async Task<Corrections> CorrectionsIn(TenantId tenant, StreamId stream, Moment moment, CancellationToken cancel)
    {
        var corrections = new Corrections();
        await foreach (var stored in store.ReadStream(tenant, stream, Slice(moment), cancel))
            if (codec.FromStore(stored) is EntryCorrected correction) corrections.Add(correction, stored.Version);
        return corrections;
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
        try
        {
            if (IsLater(happened, stored.Version, corrections, moment)) return soFar.Apply(new UnknownEvent(happened.On, happened.Kind), by);
            return corrections.Of(stored.Version) is var (correction, version) ? soFar.Apply(happened, by, correction, version) : soFar.Apply(happened, by);
        }
        catch (Exception broken)
        {
            throw new UnreadableEventException(stored, broken);
        }
    }

    private static readonly Corrections NoCorrections = new();

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
