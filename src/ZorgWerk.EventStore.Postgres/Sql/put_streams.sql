insert into mt_streams as s (tenant_id, id, type, version, timestamp, created)
select tenant_id, id, type, version, $5, $5
from unnest($1::varchar[], $2::uuid[], $3::varchar[], $4::bigint[]) as put (tenant_id, id, type, version)
on conflict (tenant_id, id) do update
set version = excluded.version, timestamp = excluded.timestamp, type = coalesce(s.type, excluded.type);
