-- The same as expect, of one command on one stream: what a lone caller waits for.
select zw_append_is_stale()
where (select true from zw_commands as c where c.tenant_id = $1 and c.command_id = $2)
  or $4 <> coalesce((select s.version from mt_streams as s where s.tenant_id = $1 and s.id = $3), 0);
