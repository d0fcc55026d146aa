insert into zw_sessions (session_hash, session_id, tenant_id, user_id, kind, by_passkey, network, device, created_at, last_seen_at, until_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10);
