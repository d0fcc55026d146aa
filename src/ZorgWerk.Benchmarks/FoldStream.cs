using System.Runtime.CompilerServices;
using ZorgWerk.Casework;
using ZorgWerk.EventStore;

namespace ZorgWerk.Benchmarks;

/// <summary>A stream of fifty events read, unpacked and folded. Beside it, its rows selected and looked at.</summary>
internal sealed class FoldStream : IBenchmark
{
    private const int Events = 50, Participants = 40, Count = 1000;

    private const string Select = """
        select seq_id, tenant_id, stream_id, version, id, type, mt_dotnet_type, timestamp, data, headers, correlation_id
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
            _ = (row.GetInt64(0), row.GetString(1), row.GetGuid(2), row.GetInt64(3), row.GetGuid(4), row.GetString(5), row.GetString(6), row.GetDateTime(7),
                row.GetFieldValue<byte[]>(8), row.GetFieldValue<byte[]>(9), row.GetString(10));
        }
        if (rows != Events) throw new InvalidOperationException($"Selected {rows} rows.");
    }
}
