-- All sessions of a user but one, which goes on; none where there is no such one.
update zw_sessions set ended_at = $4, ended_why = $5
where tenant_id = $1 and user_id = $2 and session_hash is distinct from $3::bytea and ended_at is null;
