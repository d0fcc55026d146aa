select credential_id, tenant_id, user_id, passkey_id, public_key, sign_count, name_sealed, transports, is_user_verified, is_backup_eligible, is_backed_up, created_at, last_used_at
from zw_passkeys
where credential_id = $1;
