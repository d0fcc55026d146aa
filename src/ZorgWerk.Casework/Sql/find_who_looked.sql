select distinct user_id from zw_readings where tenant_id = $1 and participant_id = $2;
