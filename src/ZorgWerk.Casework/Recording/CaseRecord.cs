using ZorgWerk.Casework.Access;
using ZorgWerk.Casework.Import;
using ZorgWerk.Coaching;
using ZorgWerk.EventStore;

namespace ZorgWerk.Casework.Recording;

/// <summary>One case with what its entries say, for a form to be made from.</summary>
public sealed record CaseRecord(StreamId Stream, Participant Participant, IReadOnlyList<ParticipantEvent> Happened)
{
    public static async Task<CaseRecord> Read(Reading reading, StreamId stream, CancellationToken cancel = default)
    {
        var participant = Participant.Unknown;
        var happened = new List<ParticipantEvent>();
        await foreach (var (_, one, after) in reading.Cases.Replay(reading.Visitor.Tenant, stream, Moment.Now, cancel))
        {
            happened.Add(one);
            participant = after;
        }
        await reading.Words.Bring([stream], cancel);
        return new CaseRecord(stream, participant, happened);
    }

    /// <summary>What an entry says by now; nothing when there is none, or it was taken off.</summary>
    public ParticipantEvent? AsItStands(long version)
    {
        if (version < 1 || version > Happened.Count) return null;
        var entry = Participant.Entries[(int)version - 1];
        if (entry.IsStruck) return null;
        return entry.CorrectedBy is { } by && Happened[(int)by - 1] is EntryCorrected { Replacement: { } mended } ? mended : Happened[(int)version - 1];
    }

    /// <summary>What was said the last time such a step was recorded.</summary>
    public ParticipantEvent? LastOf(StepShape shape)
    {
        var kind = StepBehind.EventOf(shape);
        return Participant.Entries.LastOrDefault(entry => entry.Kind == kind && !entry.IsStruck) is { } entry ? AsItStands(entry.Version) : null;
    }
}
