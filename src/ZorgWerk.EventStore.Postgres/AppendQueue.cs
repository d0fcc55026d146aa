using System.Diagnostics;
using System.Threading.Channels;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// Commands wait here while a transaction is under way; those that wait together are written together. One writer, so the order of
/// calls is the order of turns, and a store takes one connection however many callers it has.
/// </summary>
internal sealed class AppendQueue : IAsyncDisposable
{
    private readonly Channel<WaitingAppend> _waiting = Channel.CreateUnbounded<WaitingAppend>(new UnboundedChannelOptions { SingleReader = true });
    private readonly GroupWriter _writer;
    private readonly PostgresEventStoreOptions _options;
    private readonly Task _loop;

    public AppendQueue(GroupWriter writer, PostgresEventStoreOptions options)
    {
        _writer = writer;
        _options = options;
        _loop = Task.Run(WriteGroups);
    }

    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public void Enter(WaitingAppend waiting)
    {
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(waiting), typeof(PostgresEventStore));
        StoreSignals.Waiting.Add(1);
    }

    /// <summary>Takes no more, and waits until what is waiting is written.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
        await _writer.DisposeAsync();
    }

    private async Task WriteGroups()
    {
        var group = new List<WaitingAppend>(_options.CommandsPerGroup);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            Gather(group);
            if (group.Count > 0) await Write(group);
            group.Clear();
        }
    }

    private async Task Write(List<WaitingAppend> group)
    {
        var since = Stopwatch.GetTimestamp();
        await _writer.Write(group.ToArray());
        StoreSignals.GroupSize.Record(group.Count);
        StoreSignals.GroupDuration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    private void Gather(List<WaitingAppend> group)
    {
        var bytes = 0L;
        while (group.Count < _options.CommandsPerGroup && _waiting.Reader.TryPeek(out var next))
        {
            if (group.Count > 0 && bytes + next.Bytes > _options.BytesPerGroup) return;
            _waiting.Reader.TryRead(out _);
            StoreSignals.Waiting.Add(-1);
            if (next.WithdrawnInTime()) continue;
            bytes += next.Bytes;
            group.Add(next);
        }
    }
}
