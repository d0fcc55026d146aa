select tenant_id, user_id from zw_users where is_demo and disabled_at is null order by tenant_id, created_at;
