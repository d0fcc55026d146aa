update zw_users set failed_sign_ins = $3, locked_until = $4 where tenant_id = $1 and user_id = $2;
