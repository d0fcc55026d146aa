select c.tenant_id, c.command_id, c.body_hash, c.recorded_at, c.position, c.answer
from unnest($1::varchar[], $2::uuid[]) as asked (tenant_id, command_id)
join zw_commands as c using (tenant_id, command_id);
