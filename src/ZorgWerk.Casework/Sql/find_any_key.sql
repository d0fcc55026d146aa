select tenant_id, subject_id, wrapped from zw_keys where wrapped is not null limit 1;
