select user_id, name_sealed from zw_users where tenant_id = $1 and user_id = any ($2);
