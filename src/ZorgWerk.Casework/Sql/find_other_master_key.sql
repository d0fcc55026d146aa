select master_key_id from zw_keys where master_key_id <> $1 limit 1;
