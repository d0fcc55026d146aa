-- The same as write_group, of one command with one event: what a lone caller waits for, and most commands are.
with drawn as materialized (
  select
    nextval('mt_events_sequence') as position,
    greatest($1::timestamptz, (select timestamp from mt_events where type <> 'tombstone' order by seq_id desc limit 1)) as recorded_at
), stream as (
  insert into mt_streams as s (tenant_id, id, type, version, timestamp, created)
  select $2::varchar, $3::uuid, $4::varchar, $5::bigint, drawn.recorded_at, drawn.recorded_at from drawn
  on conflict (tenant_id, id) do update
  set version = excluded.version, timestamp = excluded.timestamp, type = coalesce(s.type, excluded.type)
), event as (
  insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers)
  select drawn.position, $6::uuid, $3::uuid, $5::bigint, $7::jsonb, $8::varchar, drawn.recorded_at, $2::varchar, $9::varchar, $10::varchar, $11::varchar, $12::jsonb from drawn
), command as (
  insert into zw_commands (tenant_id, command_id, body_hash, recorded_at, position, answer)
  select $2::varchar, $13::uuid, $14::bytea, drawn.recorded_at, drawn.position, $15::jsonb from drawn
)
select array[position], recorded_at from drawn;
