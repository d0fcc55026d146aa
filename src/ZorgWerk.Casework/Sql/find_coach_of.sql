select coach_id from zw_caseload where tenant_id = $1 and participant_id = $2;
