using NodaTime;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// What becomes of each command of a group, judged in the order they came, each in the light of those before it.
/// Nothing here is told to a caller until the transaction is committed.
/// </summary>
internal sealed class Verdicts
{
    private readonly List<(WaitingAppend Waiting, AppendResult Result)> _refused = [];
    private readonly List<(WaitingAppend Waiting, AcceptedCommand First)> _repeatedInGroup = [];
    private readonly List<AcceptedCommand> _accepted = [];

    /// <param name="answers">The first answers of those commands of the group that the store knows.</param>
    /// <param name="versions">Where the streams of the group stand; those that do not exist are absent. Is moved on by what is accepted.</param>
    public Verdicts(
        IEnumerable<WaitingAppend> group, Dictionary<(TenantId, CommandId), FirstAnswer> answers, Dictionary<(TenantId, StreamId), long> versions)
    {
        var acceptedNow = new Dictionary<(TenantId, CommandId), AcceptedCommand>();
        foreach (var waiting in group)
        {
            if (answers.TryGetValue(waiting.Key, out var first))
                _refused.Add((waiting, first.Body == waiting.Append.Body ? new AppendResult.Repeated(first) : new AppendResult.OtherBody()));
            else if (acceptedNow.TryGetValue(waiting.Key, out var sibling) && sibling.Append.Body == waiting.Append.Body)
                _repeatedInGroup.Add((waiting, sibling));
            else if (acceptedNow.ContainsKey(waiting.Key))
                _refused.Add((waiting, new AppendResult.OtherBody()));
            else if (FindConflict(waiting.Append, versions) is { } conflict)
                _refused.Add((waiting, conflict));
            else
                acceptedNow.Add(waiting.Key, Accept(waiting, versions));
        }
    }

    public IReadOnlyList<AcceptedCommand> Accepted => _accepted;

    /// <summary>Tells every caller. Call it when the transaction is over.</summary>
    /// <param name="positions">Of every event of the accepted commands, in their order.</param>
    public void Tell(long[] positions, Instant recordedAt)
    {
        var lastEvent = 0;
        foreach (var accepted in _accepted)
        {
            lastEvent += accepted.EventCount;
            accepted.Position = accepted.EventCount == 0 ? 0 : positions[lastEvent - 1];
            accepted.Waiting.Settle(new AppendResult.Appended(recordedAt, accepted.Position));
        }

        foreach (var (waiting, first) in _repeatedInGroup)
            waiting.Settle(new AppendResult.Repeated(new FirstAnswer(first.Append.Body, recordedAt, first.Position, first.Append.Answer)));
        foreach (var (waiting, result) in _refused) waiting.Settle(result);
    }

    private static AppendResult.Conflict? FindConflict(Append append, Dictionary<(TenantId, StreamId), long> versions)
    {
        for (var n = 0; n < append.Streams.Count; n++)
        {
            var part = append.Streams[n];
            var actual = versions.GetValueOrDefault((append.Tenant, part.Stream));
            for (var earlier = 0; earlier < n; earlier++)
            {
                if (append.Streams[earlier].Stream == part.Stream) actual += append.Streams[earlier].Events.Count;
            }

            if (actual != part.ExpectedVersion) return new AppendResult.Conflict(part.Stream, part.ExpectedVersion, actual);
        }

        return null;
    }

    private AcceptedCommand Accept(WaitingAppend waiting, Dictionary<(TenantId, StreamId), long> versions)
    {
        var count = 0;
        foreach (var part in waiting.Append.Streams)
        {
            count += part.Events.Count;
            if (part.Events.Count > 0) versions[(waiting.Append.Tenant, part.Stream)] = part.ExpectedVersion + part.Events.Count;
        }

        var accepted = new AcceptedCommand(waiting, count);
        _accepted.Add(accepted);
        return accepted;
    }
}

internal sealed class AcceptedCommand(WaitingAppend waiting, int eventCount)
{
    public WaitingAppend Waiting => waiting;

    public Append Append => waiting.Append;

    public int EventCount => eventCount;

    /// <summary>Of the last event; known once it is written.</summary>
    public long Position { get; set; }
}
