select distinct tenant_id from zw_passkeys where user_id = $1;
