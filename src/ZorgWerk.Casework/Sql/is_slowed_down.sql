select exists (select from zw_sign_in_attempts where tenant_id = $1 and login_id = $2 and at > $3 group by address_key having count(*) >= $4);
