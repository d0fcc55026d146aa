namespace ZorgWerk.EventStore.Postgres.Tests;

/// <summary>The tables are Marten's to the letter: it drops a column it does not know, and adds one it misses.</summary>
public sealed class LayoutSpecs : IAsyncLifetime
{
    private PostgresStore? _database;

    private PostgresStore Database => _database!;

    public async Task InitializeAsync() => _database = await PostgresStore.Create();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Theory]
    [InlineData("mt_events",
        "bdata bytea", "causation_id character varying", "correlation_id character varying", "data jsonb not null", "headers jsonb", "id uuid not null",
        "is_archived boolean", "mt_dotnet_type character varying", "seq_id bigint not null", "stream_id uuid", "tenant_id character varying",
        "timestamp timestamp with time zone not null", "type character varying(500) not null", "version bigint not null")]
    [InlineData("mt_streams",
        "created timestamp with time zone not null", "id uuid not null", "is_archived boolean", "tenant_id character varying not null",
        "timestamp timestamp with time zone not null", "type character varying", "version bigint")]
    [InlineData("mt_event_progression", "last_seq_id bigint", "last_updated timestamp with time zone", "name character varying not null")]
    public async Task Columns_are_those_of_Marten(string table, params string[] columns) =>
        (await Database.Ask<string[]>($"""
            select array_agg(attname || ' ' || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end order by attname)
            from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped
            """)).ShouldBe(columns);

    [Theory]
    [InlineData("mt_events",
        "CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON public.mt_events USING btree (tenant_id, stream_id, version)",
        "CREATE UNIQUE INDEX pkey_mt_events_seq_id ON public.mt_events USING btree (seq_id)")]
    [InlineData("mt_streams", "CREATE UNIQUE INDEX pkey_mt_streams_tenant_id_id ON public.mt_streams USING btree (tenant_id, id)")]
    [InlineData("mt_event_progression", "CREATE UNIQUE INDEX pk_mt_event_progression ON public.mt_event_progression USING btree (name)")]
    public async Task Indexes_are_those_of_Marten(string table, params string[] indexes) =>
        (await Database.Ask<string[]>($"select array_agg(indexdef order by indexname collate \"C\") from pg_indexes where tablename = '{table}'")).ShouldBe(indexes);

    [Theory]
    [InlineData("mt_events",
        "fkey_mt_events_stream_id_tenant_id FOREIGN KEY (tenant_id, stream_id) REFERENCES mt_streams(tenant_id, id)", "pkey_mt_events_seq_id PRIMARY KEY (seq_id)")]
    [InlineData("mt_streams", "pkey_mt_streams_tenant_id_id PRIMARY KEY (tenant_id, id)")]
    [InlineData("mt_event_progression", "pk_mt_event_progression PRIMARY KEY (name)")]
    public async Task Constraints_are_those_of_Marten(string table, params string[] constraints) =>
        (await Database.Ask<string[]>($"""
            select array_agg(conname || ' ' || pg_get_constraintdef(oid) order by conname) from pg_constraint where conrelid = '{table}'::regclass
            """)).ShouldBe(constraints);

    [Fact]
    public async Task The_sequence_belongs_to_the_position_which_has_no_default()
    {
        (await Database.Ask<string>("select pg_get_serial_sequence('mt_events', 'seq_id')")).ShouldBe("public.mt_events_sequence");
        (await Database.Ask<long>("select count(*) from information_schema.columns where table_name = 'mt_events' and column_name = 'seq_id' and column_default is not null")).ShouldBe(0);
    }
}
