using System.Text.Json;
using ZorgWerk.EventStore;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.Promises;

/// <summary>Appends to a stream of its own, one event after the other, and remembers what was acknowledged. After an outage it repeats the very same command.</summary>
internal sealed class Writer(IEventStore store)
{
    /// <summary>A view of one row per stream: the version it is at.</summary>
    public static readonly Table Versions = new("promised_versions", 1, new Column("stream", ColumnKind.Uuid), new Column("version", ColumnKind.Long));

    private readonly List<(Append Append, long Position)> _acknowledged = [];

    public StreamId Stream { get; } = NewStream();

    public IReadOnlyList<(Append Append, long Position)> Acknowledged => _acknowledged;

    /// <summary>How often an answer was lost and the command found done.</summary>
    public int FoundDone { get; private set; }

    /// <summary>How often the store said that it was away.</summary>
    public int Away { get; private set; }

    /// <summary>Whether the store contradicted what it had acknowledged.</summary>
    public bool Contradicted { get; private set; }

    /// <summary>Ends with its last command acknowledged, or contradicted, or given up while the store was away when it may give up.</summary>
    public async Task Write(CancellationToken enough, bool mayGiveUp = false)
    {
        while (!enough.IsCancellationRequested && !Contradicted)
        {
            var version = _acknowledged.Count + 1;
            var append = With(new StreamAppend(Stream, version - 1, [Noted($$"""{"n": {{version}}}""")])) with
            {
                Rows = [new RowChange(Versions, [Stream.Value, (long)version])],
                Answer = Json($"{version}"),
            };
            while (!await Ask(append) && !(mayGiveUp && enough.IsCancellationRequested)) await Task.Delay(20, CancellationToken.None);
        }
    }

    private async Task<bool> Ask(Append append)
    {
        try
        {
            switch (await store.Append(append))
            {
                case AppendResult.Appended appended:
                    _acknowledged.Add((append, appended.Position));
                    break;
                case AppendResult.Repeated repeated:
                    FoundDone++;
                    _acknowledged.Add((append, repeated.First.Position));
                    break;
                default:
                    Contradicted = true;
                    break;
            }
            return true;
        }
        catch (StoreUnavailableException)
        {
            Away++;
            return false;
        }
    }

    public static int NumberOf(StoredEvent stored)
    {
        using var data = JsonDocument.Parse(stored.Data);
        return data.RootElement.GetProperty("n").GetInt32();
    }
}
