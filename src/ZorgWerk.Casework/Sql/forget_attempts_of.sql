-- Who came in was not guessing: what was tried on that login from that address no longer counts.
delete from zw_sign_in_attempts where tenant_id = $1 and login_id = $2 and address_key = $3;
