with gone as (delete from zw_sign_in_attempts where at < $1)
delete from zw_failed_sign_ins where hour < $2;
