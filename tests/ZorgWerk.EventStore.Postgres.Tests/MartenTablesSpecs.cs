using NodaTime;
using Npgsql;
using ZorgWerk.EventStore.Contract;
using ZorgWerk.Postgres;
using ZorgWerk.Testing;
using static ZorgWerk.EventStore.Contract.Commands;

namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>A database in which a Marten application made the tables is taken over as it is, unless its layout is another one.</summary>
public sealed class MartenTablesSpecs : IAsyncLifetime
{
    /// <summary>What Marten 9.29 makes for guid streams and conjoined tenancy, with a stream of one event.</summary>
    private const string MadeByMarten = """
        create table mt_streams (
          tenant_id varchar default '*DEFAULT*' not null, id uuid not null, type varchar, version bigint, timestamp timestamptz default now() not null,
          created timestamptz default now() not null, is_archived boolean default false, constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id));
        create table mt_events (
          seq_id bigint not null, id uuid not null, stream_id uuid, version bigint not null, data jsonb not null, bdata bytea, type varchar(500) not null,
          timestamp timestamptz default '2026-11-27 00:22:50.534485+00' not null, tenant_id varchar default '*DEFAULT*', mt_dotnet_type varchar, correlation_id varchar,
          causation_id varchar, headers jsonb, is_archived boolean default false, constraint pkey_mt_events_seq_id primary key (seq_id),
          constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id) references mt_streams (tenant_id, id));
        create unique index pk_mt_events_stream_and_version on mt_events (tenant_id, stream_id, version);
        create sequence mt_events_sequence;
        alter sequence mt_events_sequence owned by mt_events.seq_id;
        create table mt_event_progression (name varchar not null, last_seq_id bigint, last_updated timestamptz default transaction_timestamp(), constraint pk_mt_event_progression primary key (name));
        insert into mt_streams (tenant_id, id, type, version) values ('antwerp', '01a21a5f-abaa-7b4a-a777-f324fa3a194c', 'case', 1);
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type)
        values (nextval('mt_events_sequence'), gen_random_uuid(), '01a21a5f-abaa-7b4a-a777-f324fa3a194c', 1, '{"n": 1}', 'noted', now(), 'antwerp', 'Foreign.Noted, Foreign')
        """;

    private static readonly StreamId Theirs = new(Guid.Parse("01a21a5f-abaa-7b4a-a777-f324fa3a194c"));

    private TestDatabase _database = null!;
    private NpgsqlDataSource _owner = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.Create();
        _owner = NpgsqlDataSource.Create(_database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Its_streams_are_read_and_continued()
    {
        await Do(MadeByMarten);

        await EventStoreSchema.Migrate(_owner);
        await EventStoreSchema.Migrate(_owner);

        await using var store = new PostgresEventStore(_owner, SystemClock.Instance);
        await store.Append(Adding(1, to: Theirs, expected: 1)).Appended();
        (await store.Read(Theirs)).Select(one => (one.Version, one.Type)).ShouldBe([(1, "noted"), (2, "noted")]);
        (await store.Append(Adding(1, to: Theirs, expected: 1))).ShouldBe(new AppendResult.Conflict(Theirs, 1, 2));
        await Should.ThrowAsync<PostgresException>(() => Do("update mt_events set version = 7"));
    }

    [Theory]
    [InlineData("alter table mt_events alter column correlation_id type text", "mt_events.correlation_id: text instead of character varying")]
    [InlineData("alter table mt_events drop column headers", "mt_events.headers: nothing instead of jsonb")]
    [InlineData("alter table mt_streams add column snapshot jsonb", "mt_streams.snapshot: jsonb instead of nothing")]
    [InlineData("drop index pk_mt_events_stream_and_version", "mt_events.pk_mt_events_stream_and_version: nothing instead of unique index on (tenant_id, stream_id, version)")]
    [InlineData("alter table mt_events drop constraint fkey_mt_events_stream_id_tenant_id", "mt_events.fkey_mt_events_stream_id_tenant_id: nothing instead of FOREIGN KEY")]
    [InlineData("alter table mt_events drop constraint fkey_mt_events_stream_id_tenant_id, add constraint fkey_mt_events_stream_id_tenant_id foreign key (tenant_id, stream_id) references mt_streams on delete cascade",
        "REFERENCES mt_streams(tenant_id, id) ON DELETE CASCADE instead of FOREIGN KEY")]
    [InlineData("alter table mt_events drop constraint pkey_mt_events_seq_id; create unique index pkey_mt_events_seq_id on mt_events (seq_id)",
        "mt_events.pkey_mt_events_seq_id: unique index on (seq_id) instead of PRIMARY KEY (seq_id)")]
    [InlineData("drop table mt_event_progression", "mt_event_progression.name: nothing instead of character varying")]
    public async Task Another_layout_is_named_and_left_alone(string change, string difference)
    {
        await Do(MadeByMarten);
        await Do(change);

        (await Should.ThrowAsync<MigrationException>(() => EventStoreSchema.Migrate(_owner))).Message.ShouldContain(difference);

        await Do("update mt_streams set version = 1");
    }

    private async Task Do(string statement)
    {
        await using var command = _owner.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
