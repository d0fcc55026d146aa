select participant_id, name_sealed, reference_sealed, coach_id from zw_caseload where tenant_id = $1 and participant_id = any ($2);
