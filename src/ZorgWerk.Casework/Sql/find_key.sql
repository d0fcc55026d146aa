select wrapped from zw_keys where tenant_id = $1 and subject_id = $2;
