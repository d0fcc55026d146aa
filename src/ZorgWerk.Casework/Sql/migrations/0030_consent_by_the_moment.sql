-- Consents and what was told on them know a time of day. An entry may have several lines on the trail, and each line says whether it was covered as known when it was written down
-- and whether it is as known now: it is found without folding a case. Nothing in the new columns: the view is not built anew yet.
alter table zw_consents
  add column given_at varchar null,
  add column withdrawn_at varchar null;

alter table zw_disclosures
  add column line int not null default 1,
  add column happened_at varchar null,
  add column judgement varchar null;
alter table zw_disclosures
  alter column line drop default,
  drop constraint zw_disclosures_pkey,
  add primary key (tenant_id, participant_id, version, line);

-- The trail is gone through line by line, along whatever it is narrowed to.
drop index zw_disclosures_outcome;
drop index zw_disclosures_role;
drop index zw_disclosures_order;
drop index zw_disclosures_progress;
drop index zw_disclosures_work_ability;
drop index zw_disclosures_care_advice;
drop index zw_disclosures_personal_situation;
drop index zw_disclosures_medical;
drop index zw_disclosures_employer_information;
create index zw_disclosures_outcome on zw_disclosures (tenant_id, outcome, happened_on, participant_id, version, line);
create index zw_disclosures_role on zw_disclosures (tenant_id, recipient_role, happened_on, participant_id, version, line);
create index zw_disclosures_judgement on zw_disclosures (tenant_id, judgement, happened_on, participant_id, version, line);
create index zw_disclosures_order on zw_disclosures (tenant_id, happened_on, participant_id, version, line) include (outcome, judgement);
create index zw_disclosures_progress on zw_disclosures (tenant_id, happened_on, participant_id, version, line) where 'progress' = any (categories);
create index zw_disclosures_work_ability on zw_disclosures (tenant_id, happened_on, participant_id, version, line) where 'work-ability' = any (categories);
create index zw_disclosures_care_advice on zw_disclosures (tenant_id, happened_on, participant_id, version, line) where 'care-advice' = any (categories);
create index zw_disclosures_personal_situation on zw_disclosures (tenant_id, happened_on, participant_id, version, line) where 'personal-situation' = any (categories);
create index zw_disclosures_medical on zw_disclosures (tenant_id, happened_on, participant_id, version, line) where 'medical' = any (categories);
create index zw_disclosures_employer_information on zw_disclosures (tenant_id, happened_on, participant_id, version, line) where 'employer-information' = any (categories);
