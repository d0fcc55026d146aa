-- Looked up one by one, as streams are in find_versions.
select asked.tenant_id, asked.command_id, found.body_hash, found.recorded_at, found.position, found.answer
from unnest($1::varchar[], $2::uuid[]) as asked (tenant_id, command_id)
cross join lateral (
  select c.body_hash, c.recorded_at, c.position, c.answer from zw_commands as c where c.tenant_id = asked.tenant_id and c.command_id = asked.command_id limit 1
) as found;
