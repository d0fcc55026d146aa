using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using ZorgWerk.EventStore;

namespace ZorgWerk.Benchmarks;

/// <summary>One event into a new stream, sixty-four callers at a time, which share commits. Beside it, a plain transaction for each.</summary>
internal sealed class NewStreams : IBenchmark
{
    private const int Callers = 64, Count = 10_000;

    private const string InsertStream = "insert into mt_streams (tenant_id, id, type, version) values ($1, $2, 'participant', 1)";

    private const string InsertEvent = """
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
        values (nextval('mt_events_sequence'), $1, $2, 1, $3, $4, now(), $5, $6, $7)
        """;

    public string Name => "append";

    public async IAsyncEnumerable<Figure> Run(BenchServer server, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var workplace = await Workplace.Open(server);
        await workplace.TakeOn(1, events: 10).WaitAsync(cancel);
        var payload = await Payload.Of(workplace.Owner);
        var body = new BodyHash(SHA256.HashData(payload.Data));

        yield return await Measure.Compare(
            $"append to a new stream, {Callers} at a time", "one insert transaction each", Measure.UsualTurns, Count, Count,
            pieces => Measure.Callers(Callers, pieces, async (_, _) =>
            {
                var happened = new NewEvent(Guid.CreateVersion7(), payload.Type, payload.DotNetType, payload.Data, payload.Headers);
                var append = new Append(Workplace.Tenant, new CommandId(Guid.CreateVersion7()), body) { Streams = [new StreamAppend(new StreamId(Guid.CreateVersion7()), 0, [happened], "participant")] };
                if (await workplace.Store.Append(append) is not AppendResult.Appended) throw new InvalidOperationException("Not appended.");
            }),
            async pieces =>
            {
                await using var lines = await Lines.Open(workplace.Owner, Callers);
                return await Measure.Callers(Callers, pieces, (caller, _) => ByHand(lines[caller], payload));
            }, cancel);
    }

    // A batch is one round trip and, without more ado, one transaction.
    private static async Task ByHand(NpgsqlConnection connection, Payload payload)
    {
        var stream = Guid.CreateVersion7();
        await using var write = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(InsertStream) { Parameters = { new() { Value = Workplace.Tenant.Value }, new() { Value = stream } } },
                new(InsertEvent)
                {
                    Parameters =
                    {
                        new() { Value = Guid.CreateVersion7() }, new() { Value = stream }, new() { Value = payload.Data, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = payload.Type },
                        new() { Value = Workplace.Tenant.Value }, new() { Value = payload.DotNetType }, new() { Value = payload.Headers, NpgsqlDbType = NpgsqlDbType.Jsonb },
                    },
                },
            },
        };
        await write.ExecuteNonQueryAsync();
    }
}
