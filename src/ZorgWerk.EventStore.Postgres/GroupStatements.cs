using System.Globalization;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace ZorgWerk.EventStore.Postgres;

/// <summary>The statements that ask what a group must know, and those that write what was accepted of it.</summary>
internal static class GroupStatements
{
    public static NpgsqlBatchCommand TakeTurn() => new(Statements.Files["take_turn"]);

    public static NpgsqlBatchCommand Commit() => new("commit");

    public static NpgsqlBatchCommand FindAnswers(IReadOnlyCollection<(TenantId Tenant, CommandId Command)> asked) => Command("find_answers",
        Wire.Many(NpgsqlDbType.Varchar, asked.Select(key => key.Tenant.Value).ToArray()),
        Wire.Many(NpgsqlDbType.Uuid, asked.Select(key => key.Command.Value).ToArray()));

    public static NpgsqlBatchCommand FindVersions(IReadOnlyCollection<(TenantId Tenant, StreamId Stream)> asked) => Command("find_versions",
        Wire.Many(NpgsqlDbType.Varchar, asked.Select(key => key.Tenant.Value).ToArray()),
        Wire.Many(NpgsqlDbType.Uuid, asked.Select(key => key.Stream.Value).ToArray()));

    /// <summary>Ends the transaction unless every command is new and every stream at this version.</summary>
    public static NpgsqlBatchCommand Expect(IReadOnlyCollection<(TenantId Tenant, CommandId Command)> commands, IReadOnlyDictionary<(TenantId Tenant, StreamId Stream), long> versions)
    {
        if (commands.Count == 1 && versions.Count == 1)
        {
            var (command, (stream, version)) = (commands.First(), versions.First());
            return Command("expect_one",
                Wire.One(NpgsqlDbType.Varchar, stream.Tenant.Value), Wire.One(NpgsqlDbType.Uuid, command.Command.Value),
                Wire.One(NpgsqlDbType.Uuid, stream.Stream.Value), Wire.One(NpgsqlDbType.Bigint, version));
        }

        return Command("expect",
            Wire.Many(NpgsqlDbType.Varchar, commands.Select(key => key.Tenant.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Uuid, commands.Select(key => key.Command.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Varchar, versions.Keys.Select(key => key.Tenant.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Uuid, versions.Keys.Select(key => key.Stream.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Bigint, versions.Values.ToArray()));
    }

    /// <summary>Streams, events and commands. Answers with the position of every event, in order, and the moment it was all recorded at.</summary>
    /// <param name="notBefore">The writer's clock; what another wrote later holds.</param>
    public static NpgsqlBatchCommand Write(IReadOnlyList<AcceptedCommand> accepted, Instant notBefore)
    {
        var moment = Wire.One(NpgsqlDbType.TimestampTz, notBefore.ToDateTimeUtc());
        return accepted is [{ Append: { Streams: [{ Events: [var added] } part] } append }] ? WriteOne(append, part, added, moment) : WriteGroup(accepted, moment);
    }

    private static NpgsqlBatchCommand WriteOne(Append append, StreamAppend part, NewEvent added, NpgsqlParameter moment) => Command("write_one",
        moment,
        Wire.One(NpgsqlDbType.Varchar, append.Tenant.Value),
        Wire.One(NpgsqlDbType.Uuid, part.Stream.Value),
        Wire.One(NpgsqlDbType.Varchar, part.StreamType),
        Wire.One(NpgsqlDbType.Bigint, part.ExpectedVersion + 1),
        Wire.One(NpgsqlDbType.Uuid, added.Id),
        Wire.One(NpgsqlDbType.Jsonb, added.Data.ToArrayOrNull()),
        Wire.One(NpgsqlDbType.Varchar, added.Type),
        Wire.One(NpgsqlDbType.Varchar, added.DotNetType),
        Wire.One(NpgsqlDbType.Varchar, Correlation(append)),
        Wire.One(NpgsqlDbType.Varchar, added.CausationId),
        Wire.One(NpgsqlDbType.Jsonb, added.Headers.ToArrayOrNull()),
        Wire.One(NpgsqlDbType.Uuid, append.Command.Value),
        Wire.One(NpgsqlDbType.Bytea, append.Body.Bytes.ToArrayOrNull()),
        Wire.One(NpgsqlDbType.Jsonb, append.Answer.ToArrayOrNull()));

    private static NpgsqlBatchCommand WriteGroup(IReadOnlyList<AcceptedCommand> accepted, NpgsqlParameter moment)
    {
        // One row for each stream that gets events, however many commands touch it.
        var streams = new Dictionary<(TenantId Tenant, StreamId Stream), (string? Type, long Version)>();
        var events = new EventColumns(accepted.Sum(command => command.EventCount));
        var lastEvents = new int[accepted.Count];
        for (var n = 0; n < accepted.Count; n++)
        {
            var append = accepted[n].Append;
            events.Add(append);
            lastEvents[n] = accepted[n].EventCount == 0 ? 0 : events.Count;
            foreach (var part in append.Streams.Where(part => part.Events.Count > 0))
            {
                var key = (append.Tenant, part.Stream);
                streams[key] = (streams.GetValueOrDefault(key).Type ?? part.StreamType, part.ExpectedVersion + part.Events.Count);
            }
        }

        return Command("write_group",
        [
            Wire.One(NpgsqlDbType.Integer, events.Count),
            moment,
            Wire.Many(NpgsqlDbType.Varchar, streams.Keys.Select(key => key.Tenant.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Uuid, streams.Keys.Select(key => key.Stream.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Varchar, streams.Values.Select(stream => stream.Type).ToArray()),
            Wire.Many(NpgsqlDbType.Bigint, streams.Values.Select(stream => stream.Version).ToArray()),
            .. events.Parameters(),
            Wire.Many(NpgsqlDbType.Varchar, accepted.Select(command => command.Append.Tenant.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Uuid, accepted.Select(command => command.Append.Command.Value).ToArray()),
            Wire.Many(NpgsqlDbType.Bytea, accepted.Select(command => command.Append.Body.Bytes.ToArrayOrNull()!).ToArray()),
            Wire.Many(NpgsqlDbType.Integer, lastEvents),
            Wire.Many(NpgsqlDbType.Jsonb, accepted.Select(command => command.Append.Answer.ToArrayOrNull()).ToArray()),
        ]);
    }

    private static string Correlation(Append append) => append.Command.Value.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>Removals before rows, each once per table; of two changes to one key only the later is left.</summary>
    public static IEnumerable<NpgsqlBatchCommand> ChangeRows(IReadOnlyList<WaitingAppend> accepted)
    {
        var last = new Dictionary<RowKey, TableRow>();
        foreach (var waiting in accepted)
            foreach (var row in waiting.Rows) last[row.Key] = row;

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
            var correlation = Correlation(append);
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
