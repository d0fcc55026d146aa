select s.tenant_id, s.id, s.version
from unnest($1::varchar[], $2::uuid[]) as asked (tenant_id, id)
join mt_streams as s using (tenant_id, id);
