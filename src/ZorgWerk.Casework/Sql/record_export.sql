insert into zw_exports (tenant_id, user_id, role, asked) values ($1, $2, $3, $4);
