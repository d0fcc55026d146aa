select login_sealed from zw_users where tenant_id = $1 and user_id = $2;
