-- Positions are drawn here, after the verdicts, so that a refused command leaves no gap.
-- Commands say by number which of the events is their last; 0 stands for a command without events.
with drawn as materialized (
  select array(select nextval('mt_events_sequence') from generate_series(1, $1::int)) as positions
), events as (
  insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers)
  select drawn.positions[e.number], e.id, e.stream_id, e.version, e.data, e.type, $2, e.tenant_id, e.dotnet_type, e.correlation_id, e.causation_id, e.headers
  from drawn, unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::jsonb[], $7::varchar[], $8::varchar[], $9::varchar[], $10::varchar[], $11::varchar[], $12::jsonb[])
    with ordinality as e (id, stream_id, version, data, type, tenant_id, dotnet_type, correlation_id, causation_id, headers, number)
), commands as (
  insert into zw_commands (tenant_id, command_id, body_hash, recorded_at, position, answer)
  select c.tenant_id, c.command_id, c.body_hash, $2, coalesce(drawn.positions[c.last_event], 0), c.answer
  from drawn, unnest($13::varchar[], $14::uuid[], $15::bytea[], $16::int[], $17::jsonb[]) as c (tenant_id, command_id, body_hash, last_event, answer)
)
select positions from drawn;
