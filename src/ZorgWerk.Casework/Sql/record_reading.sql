insert into zw_readings (tenant_id, participant_id, user_id, role, page, allowed) values ($1, $2, $3, $4, $5, $6);
