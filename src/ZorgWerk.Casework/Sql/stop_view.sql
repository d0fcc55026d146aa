-- Not where a newer version of the service has got past the event meanwhile.
insert into zw_view_stops (view, position, tenant_id, stream_id, version, type, fault, stopped_at)
select $1, $2, $3, $4, $5, $6, $7, now()
where not exists (select from mt_event_progression where name = $8 and last_seq_id >= $2)
on conflict (view) do update set position = excluded.position, tenant_id = excluded.tenant_id, stream_id = excluded.stream_id, version = excluded.version,
  type = excluded.type, fault = excluded.fault, stopped_at = excluded.stopped_at;
