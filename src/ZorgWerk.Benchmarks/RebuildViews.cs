using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ZorgWerk.Casework.Views;

namespace ZorgWerk.Benchmarks;

/// <summary>The caseload and the outcomes built anew from the streams, twenty events each. Beside it, the same rows read in the same order and not unpacked.</summary>
internal sealed class RebuildViews(int events) : IBenchmark
{
    private const int EventsEach = 20, Turns = 5;

    /// <summary>The columns that folding reads, and no more.</summary>
    private const string Scan = """
        select seq_id, version, id, type, timestamp, data::text, headers::text, tenant_id, stream_id
        from mt_events order by tenant_id, stream_id, version
        """;

    public string Name => "rebuild";

    public async IAsyncEnumerable<Figure> Run(BenchServer server, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var workplace = await Workplace.Open(server);
        await workplace.TakeOn(Math.Max(1, events / EventsEach), EventsEach).WaitAsync(cancel);
        await using var count = workplace.Owner.CreateCommand("select count(*) from mt_events");
        var stored = (int)(long)(await count.ExecuteScalarAsync(cancel))!;
        foreach (var view in new ParticipantView[] { new CaseloadView(), new OutcomesView() })
        {
            yield return await Measure.Compare(
                string.Create(CultureInfo.InvariantCulture, $"rebuild {view.Name} over {stored:N0} events"), "rows read in order", Turns, stored, warmUp: 1,
                async _ =>
                {
                    var clock = Stopwatch.StartNew();
                    await workplace.Rebuild.Run(view);
                    return clock.Elapsed;
                },
                _ => ByHand(workplace), cancel);
        }
    }

    private static async Task<Took> ByHand(Workplace workplace)
    {
        var clock = Stopwatch.StartNew();
        await using var scan = workplace.Owner.CreateCommand(Scan);
        scan.CommandTimeout = 0;
        await using var row = await scan.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            _ = (row.GetInt64(0), row.GetInt64(1), row.GetGuid(2), row.GetString(3), row.GetDateTime(4), row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6),
                row.GetString(7), row.GetGuid(8));
        }
        return clock.Elapsed;
    }
}
