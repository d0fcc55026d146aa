using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using ZorgWerk.Casework;
using ZorgWerk.EventStore;

namespace ZorgWerk.Benchmarks;

/// <summary>A coach's step on a record of some twenty events: load, decide, append, and the views with it. Beside it, the same stream read and one row added by hand.</summary>
internal sealed class DeskCommand : IBenchmark
{
    /// <summary>So many that nobody meets, that all of them are held, and that records grow by a dozen or two events only.</summary>
    private const int Participants = 1_500;

    /// <summary>As many callers as there are, steps in each turn. The service's own day is long: turns begin when the code is compiled for good.</summary>
    private static readonly (int Callers, int Count)[] Runs = [(1, 1_000), (8, 2_000), (64, 4_000)];

    /// <summary>Records that no step was taken on since the service started, in each turn: each is read from its stream once, and then held.</summary>
    private const int Untouched = 250;

    private const int UntouchedFirst = 4 * Untouched;

    /// <summary>For each caller, before the clock of a turn starts.</summary>
    private const int FirstSteps = 3;

    private const string Select = "select version, type, data, headers from mt_events where tenant_id = $1 and stream_id = $2 order by version";

    private const string Insert = """
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers)
        values (nextval('mt_events_sequence'), $1, $2, $3, $4, $5, now(), $6, $7, $8, $9)
        """;

    private const string Update = "update mt_streams set version = $3, timestamp = now() where tenant_id = $1 and id = $2 and version = $3 - 1";

    public string Name => "desk";

    public async IAsyncEnumerable<Figure> Run(BenchServer server, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var workplace = await Workplace.Open(server);
        var payload = default(Payload);
        foreach (var (callers, count) in Runs)
        {
            var streams = await workplace.TakeOn(2 * Participants, events: 15, $"C{callers}-").WaitAsync(cancel);
            var (products, floors) = (new Turns(streams[..Participants]), new Turns(streams[Participants..]));
            payload ??= await Payload.Of(workplace.Owner);
            // Taken as they come up, they are held from then on.
            for (var each = 0; each < Participants; each++) await Take(workplace, products.Next());
            yield return await Compare(workplace, payload, "desk command", callers, count, warmUp: 2 * count, products, floors, cancel);
        }

        var untouched = await workplace.TakeOn(UntouchedFirst + (Measure.UsualTurns * Untouched) + (FirstSteps * (Measure.UsualTurns + 1)), events: 20, "U").WaitAsync(cancel);
        yield return await Compare(workplace, payload!, "first step on a record", callers: 1, Untouched, warmUp: UntouchedFirst, new Turns(untouched), new Turns(untouched), cancel);
    }

    private static Task<Figure> Compare(Workplace workplace, Payload payload, string what, int callers, int count, int warmUp, Turns products, Turns floors, CancellationToken cancel) => Measure.Compare(
        $"{what}, {callers} at a time", "stream read, row added, by hand", Measure.UsualTurns, count, warmUp,
        async pieces =>
        {
            // On either side connections are open, and know their statements, before the clock starts.
            await Measure.Callers(callers, FirstSteps * callers, (_, _) => Take(workplace, products.Next()));
            var took = await Measure.Callers(callers, pieces, (_, _) => Take(workplace, products.Next()));
            // The server takes a hundred connections, which both sides cannot keep at once.
            workplace.App.Clear();
            return took;
        },
        async pieces =>
        {
            await using var lines = await Lines.Open(workplace.Owner, callers);
            await Measure.Callers(callers, FirstSteps * callers, (caller, _) => ByHand(lines[caller], floors.Next().Stream, payload));
            var took = await Measure.Callers(callers, pieces, (caller, _) => ByHand(lines[caller], floors.Next().Stream, payload));
            workplace.Owner.Clear();
            return took;
        }, cancel);

    private static async Task Take(Workplace workplace, (StreamId Stream, int Round) turn)
    {
        var id = Guid.CreateVersion7();
        // A day that the record does not have yet.
        var step = new HoldSession(CaseFile.FirstDay.PlusDays(50 + turn.Round), SessionForm.Individual, 50, null, PersonalText.Of(CaseFile.Report));
        var answer = await workplace.Desk.Take(new StepCommand(Workplace.Tenant, new CommandId(id), workplace.References.User(Workplace.Tenant, "lotte"), turn.Stream, step, id.ToByteArray()));
        if (answer.Outcome is not Outcome.Recorded) throw new InvalidOperationException(answer.ToString());
    }

    private static async Task ByHand(NpgsqlConnection connection, StreamId stream, Payload payload)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        long version = 0;
        await using (var select = new NpgsqlCommand(Select, connection, transaction) { Parameters = { Text(Workplace.Tenant.Value), Value(stream.Value) } })
        await using (var row = await select.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                version = row.GetInt64(0);
                _ = (row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3));
            }
        }

        await using var write = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new(Insert)
                {
                    Parameters =
                    {
                        Value(Guid.CreateVersion7()), Value(stream.Value), Value(version + 1), Json(payload.Data), Text(payload.Type), Text(Workplace.Tenant.Value), Text(payload.DotNetType),
                        Text(Guid.CreateVersion7().ToString()), Json(payload.Headers),
                    },
                },
                new(Update) { Parameters = { Text(Workplace.Tenant.Value), Value(stream.Value), Value(version + 1) } },
            },
        };
        await write.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Varchar };

    private static NpgsqlParameter<byte[]> Json(byte[] value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    /// <summary>Every stream in turn, with how often it was.</summary>
    private sealed class Turns(List<StreamId> streams)
    {
        private int _next = -1;

        public (StreamId Stream, int Round) Next()
        {
            var turn = Interlocked.Increment(ref _next);
            return (streams[turn % streams.Count], turn / streams.Count);
        }
    }
}
