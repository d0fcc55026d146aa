update zw_passkeys set name_sealed = $4 where tenant_id = $1 and user_id = $2 and passkey_id = $3;
