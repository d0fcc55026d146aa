select user_id, role, language, name_sealed, password_hash, locked_until, disabled_at, failed_sign_ins, password_to_change
from zw_users
where tenant_id = $1 and user_id = $2;
