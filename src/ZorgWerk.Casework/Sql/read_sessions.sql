-- Those that still open something, the one seen last on top.
select session_id, kind, by_passkey, network, device, created_at, last_seen_at, session_hash is not distinct from $4::bytea
from zw_sessions
where tenant_id = $1 and user_id = $2 and ended_at is null and until_at > $3
order by last_seen_at desc, session_id;
