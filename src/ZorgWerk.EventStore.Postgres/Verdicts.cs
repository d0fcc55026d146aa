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
    private readonly List<WaitingAppend> _written = [];
    private readonly Dictionary<(TenantId, CommandId), AcceptedCommand> _acceptedNow = [];
    private readonly Dictionary<(TenantId, CommandId), FirstAnswer> _answers;
    private readonly Dictionary<(TenantId, StreamId), long> _versions;

    /// <param name="answers">The first answers of those commands of the group that the store knows.</param>
    /// <param name="versions">Where the streams of the group stand; those that do not exist are absent. Is moved on by what is accepted.</param>
    public Verdicts(
        IEnumerable<WaitingAppend> group, Dictionary<(TenantId, CommandId), FirstAnswer> answers, Dictionary<(TenantId, StreamId), long> versions)
    {
        (_answers, _versions) = (answers, versions);
        foreach (var waiting in group) Judge(waiting);
    }

    /// <summary>The commands, in their order.</summary>
    public IReadOnlyList<AcceptedCommand> Accepted => _accepted;

    /// <summary>What they came in.</summary>
    public IReadOnlyList<WaitingAppend> Written => _written;

    /// <summary>Tells every caller. Call it when the transaction is over.</summary>
    /// <param name="positions">Of every event of the accepted commands, in their order.</param>
    public void Tell(long[] positions, Instant recordedAt)
    {
        var lastEvent = 0;
        foreach (var accepted in _accepted)
        {
            lastEvent += accepted.EventCount;
            accepted.Position = accepted.EventCount == 0 ? 0 : positions[lastEvent - 1];
        }

        foreach (var waiting in _written)
        {
            var last = waiting.Series[^1];
            waiting.Settle(new AppendResult.Appended(recordedAt, _acceptedNow[(last.Tenant, last.Command)].Position));
        }
        foreach (var (waiting, first) in _repeatedInGroup)
            waiting.Settle(new AppendResult.Repeated(new FirstAnswer(first.Append.Body, recordedAt, first.Position, first.Append.Answer)));
        foreach (var (waiting, result) in _refused) waiting.Settle(result);
    }

    private void Judge(WaitingAppend waiting)
    {
        var moved = new Dictionary<(TenantId, StreamId), long>();
        foreach (var append in waiting.Series)
        {
            var key = (append.Tenant, append.Command);
            if (_acceptedNow.TryGetValue(key, out var sibling) && sibling.Append.Body == append.Body)
            {
                _repeatedInGroup.Add((waiting, sibling));
                return;
            }
            if (Obstacle(append, moved) is { } obstacle)
            {
                _refused.Add((waiting, obstacle));
                return;
            }
            foreach (var part in append.Streams)
                if (part.Events.Count > 0) moved[(append.Tenant, part.Stream)] = part.ExpectedVersion + part.Events.Count;
        }

        foreach (var (stream, version) in moved) _versions[stream] = version;
        foreach (var append in waiting.Series)
        {
            var accepted = new AcceptedCommand(append);
            _acceptedNow.Add((append.Tenant, append.Command), accepted);
            _accepted.Add(accepted);
        }
        _written.Add(waiting);
    }

    /// <param name="moved">Where the commands before it in its series bring their streams.</param>
    private AppendResult? Obstacle(Append append, Dictionary<(TenantId, StreamId), long> moved)
    {
        var key = (append.Tenant, append.Command);
        if (_answers.TryGetValue(key, out var first)) return first.Body == append.Body ? new AppendResult.Repeated(first) : new AppendResult.OtherBody();
        if (_acceptedNow.ContainsKey(key)) return new AppendResult.OtherBody();

        for (var n = 0; n < append.Streams.Count; n++)
        {
            var part = append.Streams[n];
            var stream = (append.Tenant, part.Stream);
            var actual = moved.TryGetValue(stream, out var version) ? version : _versions.GetValueOrDefault(stream);
            for (var earlier = 0; earlier < n; earlier++)
            {
                if (append.Streams[earlier].Stream == part.Stream) actual += append.Streams[earlier].Events.Count;
            }

            if (actual != part.ExpectedVersion) return new AppendResult.Conflict(part.Stream, part.ExpectedVersion, actual);
        }

        return null;
    }
}

internal sealed class AcceptedCommand(Append append)
{
    public Append Append => append;

    public int EventCount { get; } = append.Streams.Sum(part => part.Events.Count);

    /// <summary>Of the last event; known once it is written.</summary>
    public long Position { get; set; }
}
