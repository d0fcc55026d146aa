select user_id, asked, at from zw_exports where tenant_id = $1 order by export_id desc limit $2;
