update zw_users set language = $3 where tenant_id = $1 and user_id = $2;
