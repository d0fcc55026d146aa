using System.Globalization;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>The statements that ask what a group must know, and those that write what was accepted of it.</summary>
internal static class GroupStatements
{
    public static NpgsqlBatchCommand TakeTurn() => new(Statements.Files["take_turn"]);

    public static NpgsqlBatchCommand FindLastTimestamp() => new(Statements.Files["find_last_timestamp"]);

    public static NpgsqlBatchCommand Commit() => new("commit");

    public static NpgsqlBatchCommand FindAnswers(IReadOnlyCollection<(TenantId Tenant, CommandId Command)> asked) => Command("find_answers",
        Wire.Many(NpgsqlDbType.Varchar, asked.Select(key => key.Tenant.Value).ToArray()),
        Wire.Many(NpgsqlDbType.Uuid, asked.Select(key => key.Command.Value).ToArray()));

    public static NpgsqlBatchCommand FindVersions(IReadOnlyCollection<(TenantId Tenant, StreamId Stream)> asked) => Command("find_versions",
        Wire.Many(NpgsqlDbType.Varchar, asked.Select(key => key.Tenant.Value).ToArray()),
        Wire.Many(NpgsqlDbType.Uuid, asked.Select(key => key.Stream.Value).ToArray()));

    /// <summary>The new version of every stream that gets events, one row each however many commands touch it.</summary>
    public static NpgsqlBatchCommand PutStreams(Verdicts verdicts)
    {
        var streams = new Dictionary<(TenantId Tenant, StreamId Stream), (string? Type, long Version)>();
        foreach (var accepted in verdicts.Accepted)
            foreach (var part in accepted.Append.Streams.Where(part => part.Events.Count > 0))
            {
                var key = (accepted.Append.Tenant, part.Stream);
                var type = streams.GetValueOrDefault(key).Type ?? part.StreamType;
                streams[key] = (type, part.ExpectedVersion + part.Events.Count);
            }

        return Command("put_streams",
            Wire.Many(NpgsqlDbType.Varchar, streams.Keys.Select(key => key.Tenant.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Uuid, streams.Keys.Select(key => key.Stream.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Varchar, streams.Values.Select(stream => stream.Type).ToArray()),
            Wire.Many(NpgsqlDbType.Bigint, streams.Values.Select(stream => stream.Version).ToArray()),
            Wire.One(NpgsqlDbType.TimestampTz, verdicts.RecordedAt.ToDateTimeUtc()));
    }

    /// <summary>Answers with the position of every event, in order.</summary>
    public static NpgsqlBatchCommand InsertEventsAndCommands(Verdicts verdicts)
    {
        var accepted = verdicts.Accepted;
        var events = new EventColumns(accepted.Sum(command => command.EventCount));
        var lastEvents = new int[accepted.Count];
        for (var n = 0; n < accepted.Count; n++)
        {
            events.Add(accepted[n].Append);
            lastEvents[n] = accepted[n].EventCount == 0 ? 0 : events.Count;
        }

        return Command("insert_events_and_commands",
        [
            Wire.One(NpgsqlDbType.Integer, events.Count),
            Wire.One(NpgsqlDbType.TimestampTz, verdicts.RecordedAt.ToDateTimeUtc()),
            .. events.Parameters(),
            Wire.Many(NpgsqlDbType.Varchar, accepted.Select(command => command.Append.Tenant.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Uuid, accepted.Select(command => command.Append.Command.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Bytea, accepted.Select(command => command.Append.Body.Bytes.ToArrayOrNull()!).ToArray()),
            Wire.Many(NpgsqlDbType.Integer, lastEvents),
            Wire.Many(NpgsqlDbType.Jsonb, accepted.Select(command => command.Append.Answer.ToArrayOrNull()).ToArray()),
        ]);
    }

    /// <summary>Removals before rows, each once per table; of two changes to one key only the later is left.</summary>
    public static IEnumerable<NpgsqlBatchCommand> ChangeRows(Verdicts verdicts)
    {
        var last = new Dictionary<RowKey, TableRow>();
        foreach (var accepted in verdicts.Accepted)
            foreach (var row in accepted.Waiting.Rows) last[row.Key] = row;

        foreach (var table in last.Values.Where(row => row.Remove).GroupBy(row => row.Statements))
            yield return table.Key.Remove([.. table.Select(row => row.Values)]);
        foreach (var table in last.Values.Where(row => !row.Remove).GroupBy(row => row.Statements))
            yield return table.Key.Put([.. table.Select(row => row.Values)]);
    }

    private static NpgsqlBatchCommand Command(string statement, params IReadOnlyList<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(Statements.Files[statement]);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>The events of a group, column by column.</summary>
    private sealed class EventColumns(int capacity)
    {
        private readonly Guid[] _ids = new Guid[capacity];
        private readonly Guid[] _streams = new Guid[capacity];
        private readonly long[] _versions = new long[capacity];
        private readonly byte[]?[] _data = new byte[]?[capacity];
        private readonly string[] _types = new string[capacity];
        private readonly string[] _tenants = new string[capacity];
        private readonly string?[] _dotnetTypes = new string?[capacity];
        private readonly string?[] _correlations = new string?[capacity];
        private readonly string?[] _causations = new string?[capacity];
        private readonly byte[]?[] _headers = new byte[]?[capacity];

        public int Count { get; private set; }

        public void Add(Append append)
        {
            var correlation = append.Command.Value.ToString("D", CultureInfo.InvariantCulture);
            foreach (var part in append.Streams)
            {
                var version = part.ExpectedVersion;
                foreach (var added in part.Events)
                {
                    _ids[Count] = added.Id;
                    _streams[Count] = part.Stream.Value;
                    _versions[Count] = ++version;
                    _data[Count] = added.Data.ToArrayOrNull();
                    _types[Count] = added.Type;
                    _tenants[Count] = append.Tenant.Value;
                    _dotnetTypes[Count] = added.DotNetType;
                    _correlations[Count] = correlation;
                    _causations[Count] = added.CausationId;
                    _headers[Count] = added.Headers.ToArrayOrNull();
                    Count++;
                }
            }
        }

        public IEnumerable<NpgsqlParameter> Parameters() =>
        [
            Wire.Many(NpgsqlDbType.Uuid, _ids),
            Wire.Many(NpgsqlDbType.Uuid, _streams),
            Wire.Many(NpgsqlDbType.Bigint, _versions),
            Wire.Many(NpgsqlDbType.Jsonb, _data),
            Wire.Many(NpgsqlDbType.Varchar, _types),
            Wire.Many(NpgsqlDbType.Varchar, _tenants),
            Wire.Many(NpgsqlDbType.Varchar, _dotnetTypes),
            Wire.Many(NpgsqlDbType.Varchar, _correlations),
            Wire.Many(NpgsqlDbType.Varchar, _causations),
            Wire.Many(NpgsqlDbType.Jsonb, _headers),
        ];
    }
}
