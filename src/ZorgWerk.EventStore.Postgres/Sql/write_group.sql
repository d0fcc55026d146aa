-- Positions are drawn here, after the verdicts, so that a refused command leaves no gap; and time, which never runs back, is told here, after the turn was taken.
-- Commands say by number which of the events is their last; 0 stands for a command without events.
with drawn as materialized (
  select
    array(select nextval('mt_events_sequence') from generate_series(1, $1::int)) as positions,
    greatest($2::timestamptz, (select timestamp from mt_events where type <> 'tombstone' order by seq_id desc limit 1)) as recorded_at
), streams as (
  insert into mt_streams as s (tenant_id, id, type, version, timestamp, created)
  select put.tenant_id, put.id, put.type, put.version, drawn.recorded_at, drawn.recorded_at
  from drawn, unnest($3::varchar[], $4::uuid[], $5::varchar[], $6::bigint[]) as put (tenant_id, id, type, version)
  on conflict (tenant_id, id) do update
  set version = excluded.version, timestamp = excluded.timestamp, type = coalesce(s.type, excluded.type)
), events as (
  insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers)
  select drawn.positions[e.number], e.id, e.stream_id, e.version, e.data, e.type, drawn.recorded_at, e.tenant_id, e.dotnet_type, e.correlation_id, e.causation_id, e.headers
  from drawn, unnest($7::uuid[], $8::uuid[], $9::bigint[], $10::jsonb[], $11::varchar[], $12::varchar[], $13::varchar[], $14::varchar[], $15::varchar[], $16::jsonb[])
    with ordinality as e (id, stream_id, version, data, type, tenant_id, dotnet_type, correlation_id, causation_id, headers, number)
), commands as (
  insert into zw_commands (tenant_id, command_id, body_hash, recorded_at, position, answer)
  select c.tenant_id, c.command_id, c.body_hash, drawn.recorded_at, coalesce(drawn.positions[c.last_event], 0), c.answer
  from drawn, unnest($17::varchar[], $18::uuid[], $19::bytea[], $20::int[], $21::jsonb[]) as c (tenant_id, command_id, body_hash, last_event, answer)
)
select positions, recorded_at from drawn;
