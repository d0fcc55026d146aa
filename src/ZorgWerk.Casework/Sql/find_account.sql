select user_id, role, language, name_sealed, password_hash, disabled_at, password_to_change, is_demo,
  (select coalesce(max(c.change_id), 0) from zw_account_changes c where c.tenant_id = $1 and c.user_id = $2 and c.what not in ('unlocked', 'passkey-added', 'sessions-ended'))
from zw_users
where tenant_id = $1 and user_id = $2;
