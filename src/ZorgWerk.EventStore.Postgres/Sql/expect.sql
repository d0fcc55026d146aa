-- Ends the transaction where a command is known already or a stream is not at the version that is expected of it (0: it does not exist).
-- Looked up one by one, as streams are in find_versions.
select zw_append_is_stale()
from unnest($1::varchar[], $2::uuid[]) as asked (tenant_id, command_id)
where (select true from zw_commands as c where c.tenant_id = asked.tenant_id and c.command_id = asked.command_id)
union all
select zw_append_is_stale()
from unnest($3::varchar[], $4::uuid[], $5::bigint[]) as asked (tenant_id, id, version)
where asked.version <> coalesce((select s.version from mt_streams as s where s.tenant_id = asked.tenant_id and s.id = asked.id), 0);
