select coalesce(sum(times), 0)::int from zw_failed_sign_ins where tenant_id = $1 and user_id = $2 and hour >= $3;
