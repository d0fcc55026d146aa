-- The account behind a session together with how the session stands, asked at every request.
select u.user_id, u.role, u.language, u.name_sealed, u.password_hash, u.disabled_at, u.password_to_change, u.is_demo,
  (select coalesce(max(c.change_id), 0) from zw_account_changes c where c.tenant_id = $1 and c.user_id = $2 and c.what not in ('unlocked', 'passkey-added', 'sessions-ended')),
  s.session_id, s.last_seen_at, s.until_at, s.ended_at
from zw_sessions s join zw_users u using (tenant_id, user_id)
where s.session_hash = $3 and u.tenant_id = $1 and u.user_id = $2;
