using System.Runtime.CompilerServices;
using ZorgWerk.Casework;
using ZorgWerk.EventStore;

namespace ZorgWerk.Benchmarks;

/// <summary>A stream of fifty events read, unpacked and folded. Beside it, its rows selected and looked at.</summary>
internal sealed class FoldStream : IBenchmark
{
    private const int Events = 50, Participants = 40, Count = 1000;

    /// <summary>The columns that folding reads, and no more.</summary>
    private const string Select = """
        select seq_id, version, id, type, timestamp, data::text, headers::text
        from mt_events where tenant_id = $1 and stream_id = $2 order by version
        """;

    public string Name => "fold";

    public async IAsyncEnumerable<Figure> Run(BenchServer server, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var workplace = await Workplace.Open(server);
        var streams = await workplace.TakeOn(Participants, Events).WaitAsync(cancel);

        yield return await Measure.Compare(
            $"read and fold {Events} events", "rows selected", Measure.UsualTurns, Count, 4 * Count,
            pieces => Measure.Callers(1, pieces, async (_, piece) =>
            {
                var folded = await workplace.Reader.Fold(Workplace.Tenant, streams[piece % streams.Count], Moment.Now);
                if (folded.Version != Events) throw new InvalidOperationException($"Folded {folded.Version} events.");
            }),
            pieces => Measure.Callers(1, pieces, (_, piece) => ByHand(workplace, streams[piece % streams.Count])), cancel);
    }

    private static async Task ByHand(Workplace workplace, StreamId stream)
    {
        await using var select = workplace.Owner.CreateCommand(Select);
        select.Parameters.Add(new() { Value = Workplace.Tenant.Value });
        select.Parameters.Add(new() { Value = stream.Value });
        await using var row = await select.ExecuteReaderAsync();
        var rows = 0;
        while (await row.ReadAsync())
        {
            rows++;
            _ = (row.GetInt64(0), row.GetInt64(1), row.GetGuid(2), row.GetString(3), row.GetDateTime(4), row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6));
        }
        if (rows != Events) throw new InvalidOperationException($"Selected {rows} rows.");
    }
}
