-- From when an employer may be told: the first day without a gap up to the last. Nothing: the row is older than this column, or there is no such day.
alter table zw_caseload add column employer_consent_from date null;
