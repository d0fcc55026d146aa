using System.Diagnostics;
using System.Threading.Channels;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>
/// Commands wait here while a transaction is under way; those that wait together are written together. One of the callers writes at a time: who comes
/// while nobody does begins at once, without another thread being woken, and goes on until nothing waits. So the order of calls is the order of turns,
/// and a store takes one connection however many callers it has.
/// </summary>
internal sealed class AppendQueue(GroupWriter writer, PostgresEventStoreOptions options) : IAsyncDisposable
{
    private readonly Channel<WaitingAppend> _waiting = Channel.CreateUnbounded<WaitingAppend>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _writing = new(1);

    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public void Enter(WaitingAppend waiting)
    {
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(waiting), typeof(PostgresEventStore));
        StoreSignals.Waiting.Add(1);
        if (!_writing.Wait(0)) return;
        // What is written for others is no part of what this caller does.
        using (ExecutionContext.SuppressFlow()) _ = WriteWhatWaits();
    }

    /// <summary>Takes no more, and waits until what is waiting is written.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing.WaitAsync();
        await WriteGroups();
        await writer.DisposeAsync();
        _writing.Release();
    }

    private async Task WriteWhatWaits()
    {
        do
        {
            await WriteGroups();
            _writing.Release();
        }
        // Who came after the last look and before the release found somebody writing.
        while (_waiting.Reader.TryPeek(out _) && _writing.Wait(0));
    }

    private async Task WriteGroups()
    {
        var group = new List<WaitingAppend>();
        while (_waiting.Reader.TryPeek(out _))
        {
            Gather(group);
            if (group.Count > 0) await Write(group);
            group.Clear();
        }
    }

    private async Task Write(List<WaitingAppend> group)
    {
        var since = Stopwatch.GetTimestamp();
        await writer.Write(group.ToArray());
        StoreSignals.GroupSize.Record(group.Sum(waiting => waiting.Series.Count));
        StoreSignals.GroupDuration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);
    }

    private void Gather(List<WaitingAppend> group)
    {
        var (commands, bytes) = (0, 0L);
        while (_waiting.Reader.TryPeek(out var next))
        {
            if (group.Count > 0 && (commands + next.Series.Count > options.CommandsPerGroup || bytes + next.Bytes > options.BytesPerGroup)) return;
            _waiting.Reader.TryRead(out _);
            StoreSignals.Waiting.Add(-1);
            if (next.WithdrawnInTime()) continue;
            commands += next.Series.Count;
            bytes += next.Bytes;
            group.Add(next);
        }
    }
}
