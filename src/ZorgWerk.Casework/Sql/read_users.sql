select user_id, role, language, login_sealed, name_sealed, created_at, disabled_at
from zw_users
where tenant_id = $1
order by created_at, user_id;
