insert into zw_view_stops (view, position, tenant_id, stream_id, version, type, fault, stopped_at) values ($1, $2, $3, $4, $5, $6, $7, now())
on conflict (view) do update set position = excluded.position, tenant_id = excluded.tenant_id, stream_id = excluded.stream_id, version = excluded.version,
  type = excluded.type, fault = excluded.fault, stopped_at = excluded.stopped_at;
