-- An auditor's first page tells what was withdrawn and who opened cases lately. Both are read from the newest on, for as long as the period lasts.
create index zw_consents_withdrawn on zw_consents (tenant_id, withdrawn_on, participant_id, consent_id) where withdrawn_on is not null;
create index zw_readings_newest on zw_readings (tenant_id, at);
