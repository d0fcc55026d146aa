namespace ZorgWerk.EventStore.Postgres;

/// <summary>A command in the queue, or a series of them: checked, with rows in the form in which they travel, and the promise to its caller.</summary>
internal sealed class WaitingAppend
{
    private const int LongestType = 500;

    // A caller that goes on with its next command must not do so on the writer's time.
    private readonly TaskCompletionSource<AppendResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancel;

    /// <exception cref="ArgumentException">A command could not be written in any state of the store, or stands twice in its series.</exception>
    public WaitingAppend(IReadOnlyList<Append> series, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfZero(series.Count, nameof(series));
        foreach (var append in series) Check(append);
        if (series.Count > 1 && series.Select(append => (append.Tenant, append.Command)).Distinct().Count() < series.Count) throw new ArgumentException("A command stands twice in one series.", nameof(series));
        Series = series;
        Rows = series.All(append => append.Rows.Count == 0) ? [] : [.. series.SelectMany(append => append.Rows).Select(change => TableStatements.For(change.Table).Row(change))];
        Bytes = series.Sum(SizeOf);
        _cancel = cancel;
    }

    /// <summary>Written whole or not at all, one after the other. Nearly always one.</summary>
    public IReadOnlyList<Append> Series { get; }

    /// <summary>Of all of them.</summary>
    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>About how much this adds to a transaction.</summary>
    public long Bytes { get; }

    public Task<AppendResult> Result => _result.Task;

    /// <summary>Whether the caller stopped waiting before the command was taken up; then it is never written.</summary>
    public bool WithdrawnInTime()
    {
        if (_cancel.IsCancellationRequested) _result.TrySetCanceled(_cancel);
        return _result.Task.IsCompleted;
    }

    public void Settle(AppendResult result) => _result.TrySetResult(result);

    public void Fail(Exception fault) => _result.TrySetException(fault);

    private static void Check(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        if (append.Tenant.Value is null) throw new ArgumentException("The command names no tenant.", nameof(append));
        if (append.Body.Bytes.Length != BodyHash.Length) throw new ArgumentException("The command has no body hash.", nameof(append));

        HashSet<Guid> ids = [];
        foreach (var stream in append.Streams)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(stream.ExpectedVersion, nameof(append));
            foreach (var added in stream.Events)
            {
                if (!ids.Add(added.Id)) throw new ArgumentException($"Event id {added.Id} stands twice in one command.", nameof(append));
                if (added.Data.IsEmpty) throw new ArgumentException($"Event {added.Id} has no data.", nameof(append));
                if (string.IsNullOrEmpty(added.Type) || added.Type.Length > LongestType)
                    throw new ArgumentException($"Event {added.Id} has a type of {added.Type?.Length ?? 0} characters; 1 to {LongestType} are stored.", nameof(append));
            }
        }
    }

    private static long SizeOf(Append append)
    {
        const int aboutARow = 200;
        long bytes = aboutARow + append.Answer.Length;
        foreach (var stream in append.Streams)
            foreach (var added in stream.Events) bytes += aboutARow + added.Data.Length + added.Headers.Length;
        foreach (var row in append.Rows)
            foreach (var value in row.Values)
            {
                bytes += value switch
                {
                    string text => text.Length,
                    ReadOnlyMemory<byte> memory => memory.Length,
                    _ => sizeof(long),
                };
            }

        return bytes;
    }
}
