select participant_id, name_sealed from zw_caseload where tenant_id = $1 and participant_id = any ($2) and name_sealed is not null;
