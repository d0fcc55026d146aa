update zw_passkeys set sign_count = $2, is_backed_up = $3, last_used_at = $4 where credential_id = $1;
