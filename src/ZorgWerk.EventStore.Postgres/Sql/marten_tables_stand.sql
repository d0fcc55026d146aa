-- Null: there are none of these tables. Empty: they stand as Marten makes them and as script 0001 would. Else what is different in them.
-- Defaults are not compared: what a column holds is always written.
with expected (name, part, kind) as (values
  ('mt_streams', 'tenant_id', 'character varying'), ('mt_streams', 'id', 'uuid'), ('mt_streams', 'type', 'character varying'), ('mt_streams', 'version', 'bigint'),
  ('mt_streams', 'timestamp', 'timestamp with time zone'), ('mt_streams', 'created', 'timestamp with time zone'), ('mt_streams', 'is_archived', 'boolean'),
  ('mt_streams', 'pkey_mt_streams_tenant_id_id', 'PRIMARY KEY (tenant_id, id)'),
  ('mt_events', 'seq_id', 'bigint'), ('mt_events', 'id', 'uuid'), ('mt_events', 'stream_id', 'uuid'), ('mt_events', 'version', 'bigint'), ('mt_events', 'data', 'jsonb'),
  ('mt_events', 'bdata', 'bytea'), ('mt_events', 'type', 'character varying(500)'), ('mt_events', 'timestamp', 'timestamp with time zone'),
  ('mt_events', 'tenant_id', 'character varying'), ('mt_events', 'mt_dotnet_type', 'character varying'), ('mt_events', 'correlation_id', 'character varying'),
  ('mt_events', 'causation_id', 'character varying'), ('mt_events', 'headers', 'jsonb'), ('mt_events', 'is_archived', 'boolean'),
  ('mt_events', 'pkey_mt_events_seq_id', 'PRIMARY KEY (seq_id)'), ('mt_events', 'pk_mt_events_stream_and_version', 'unique index on (tenant_id, stream_id, version)'),
  ('mt_events', 'fkey_mt_events_stream_id_tenant_id', 'FOREIGN KEY (tenant_id, stream_id) REFERENCES mt_streams(tenant_id, id)'),
  ('mt_event_progression', 'name', 'character varying'), ('mt_event_progression', 'last_seq_id', 'bigint'), ('mt_event_progression', 'last_updated', 'timestamp with time zone'),
  ('mt_event_progression', 'pk_mt_event_progression', 'PRIMARY KEY (name)'),
  ('mt_events_sequence', '', 'sequence')
),
found (name, part, kind) as (
  select c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname in ('mt_streams', 'mt_events', 'mt_event_progression')
  union all
  select c.relname, i.relname, 'unique index on (' || (select string_agg(pg_get_indexdef(x.indexrelid, n, true), ', ' order by n) from generate_series(1, x.indnkeyatts) as n) || ')'
  from pg_class c join pg_index x on x.indrelid = c.oid and x.indisunique and not x.indisprimary join pg_class i on i.oid = x.indexrelid
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname in ('mt_streams', 'mt_events', 'mt_event_progression')
  union all
  select c.relname, k.conname, pg_get_constraintdef(k.oid, true)
  from pg_class c join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'f')
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname in ('mt_streams', 'mt_events', 'mt_event_progression')
  union all
  select relname, '', 'sequence' from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'S' and relname = 'mt_events_sequence'
)
select case when exists (select from found) then coalesce((
  select string_agg(concat_ws('.', coalesce(e.name, f.name), nullif(coalesce(e.part, f.part), '')) || ': ' || coalesce(f.kind, 'nothing') || ' instead of ' || coalesce(e.kind, 'nothing'), '; '
    order by coalesce(e.name, f.name), coalesce(e.part, f.part))
  from expected e full join found f on f.name = e.name and f.part = e.part
  where e.kind is distinct from f.kind), '') end;
