update zw_users set is_demo = true where tenant_id = $1 and user_id = any ($2) and not is_demo;
