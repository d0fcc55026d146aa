-- One session, by its hash where it ends itself, or by the id under which its owner sees it.
update zw_sessions set ended_at = $5, ended_why = $6
where tenant_id = $1 and user_id = $2 and (session_hash = $3::bytea or session_id = $4::uuid) and ended_at is null;
