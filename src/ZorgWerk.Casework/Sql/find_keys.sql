select subject_id, wrapped from zw_keys where tenant_id = $1 and subject_id = any ($2) and wrapped is not null;
