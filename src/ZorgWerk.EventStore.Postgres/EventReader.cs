using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>Reads events row by row as they arrive.</summary>
internal sealed class EventReader(Func<CancellationToken, Task<Lent>> lend, PostgresEventStoreOptions options) : IEventReader
{
    // What was committed never changes, so pages need no common snapshot: a long read holds no transaction open,
    // and one that stops early leaves at most a page behind. All of them come by one connection: a pool would hand out another
    // for each, whose server process has to find its way anew, and a rebuild took half as long again and more.
    private const int PageSize = 1000;

    private static readonly DateTime EndOfTime = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    public async IAsyncEnumerable<StoredEvent> ReadStream(TenantId tenant, StreamId stream, StreamSlice slice, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var lent = await lend(cancel);
        await using var command = Command(lent, slice.Backwards ? "read_stream_backwards" : "read_stream_forwards",
            Wire.One(NpgsqlDbType.Varchar, tenant.Value),
            Wire.One(NpgsqlDbType.Uuid, stream.Value),
            Wire.One(NpgsqlDbType.Bigint, slice.AfterVersion ?? (slice.Backwards ? long.MaxValue : 0)),
            Wire.One(NpgsqlDbType.Bigint, slice.UpToVersion ?? long.MaxValue),
            Wire.One(NpgsqlDbType.TimestampTz, slice.UpToInstant?.ToDateTimeUtc() ?? EndOfTime),
            Wire.One(NpgsqlDbType.Bigint, slice.UpToPosition ?? long.MaxValue),
            Wire.One(NpgsqlDbType.Bigint, slice.AtMost ?? long.MaxValue));
        await using var row = await Answered(Execute(command, cancel));
        while (await Answered(row.ReadAsync(cancel))) yield return Rows.OfStream(row, tenant, stream);
    }

    public async IAsyncEnumerable<CommittedEvent> ReadAll(long afterPosition = 0, int? atMost = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var lent = await lend(cancel);
        for (var left = atMost ?? long.MaxValue; left > 0;)
        {
            var (asked, got) = (Math.Min(left, PageSize), 0);
            await using var command = Command(lent, "read_all", Wire.One(NpgsqlDbType.Bigint, afterPosition), Wire.One(NpgsqlDbType.Bigint, asked));
            await using var row = await Answered(Execute(command, cancel));
            while (await Answered(row.ReadAsync(cancel)))
            {
                var read = Rows.OfLog(row);
                (afterPosition, got) = (read.Position, got + 1);
                yield return read;
            }

            if (got < asked) yield break;
            left -= got;
        }
    }

    public async IAsyncEnumerable<StoredEvent> ReadByStream(long upToPosition, StreamCursor? after = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var (tenant, stream, version) = after is { } cursor ? (cursor.Tenant.Value, cursor.Stream.Value, long.MaxValue) : ("", Guid.Empty, 0L);
        await using var lent = await lend(cancel);
        for (var got = PageSize; got == PageSize;)
        {
            got = 0;
            await using var command = Command(lent, "read_by_stream",
                Wire.One(NpgsqlDbType.Varchar, tenant),
                Wire.One(NpgsqlDbType.Uuid, stream),
                Wire.One(NpgsqlDbType.Bigint, version),
                Wire.One(NpgsqlDbType.Bigint, upToPosition),
                Wire.One(NpgsqlDbType.Bigint, (long)PageSize));
            await using var row = await Answered(Execute(command, cancel));
            while (await Answered(row.ReadAsync(cancel)))
            {
                var read = Rows.OfStreams(row);
                (tenant, stream, version, got) = (read.Tenant.Value, read.Stream.Value, read.Version, got + 1);
                yield return read;
            }
        }
    }

    private NpgsqlCommand Command(Lent lent, string statement, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(Statements.Files[statement], lent.Connection) { CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds) };
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static async Task<NpgsqlDataReader> Execute(NpgsqlCommand command, CancellationToken cancel)
    {
        await command.PrepareAsync(cancel);
        return await command.ExecuteReaderAsync(cancel);
    }

    private static async ValueTask<T> Answered<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (NpgsqlException fault) when (Faults.IsUnavailable(fault))
        {
            throw Faults.Unavailable(fault);
        }
    }
}
