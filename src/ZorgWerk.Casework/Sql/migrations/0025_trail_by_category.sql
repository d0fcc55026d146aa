-- The trail narrowed to one category is read along an order of that category's lines alone, however rare they are. A category that comes anew brings its index; a spec asks for it.
create index zw_disclosures_progress on zw_disclosures (tenant_id, happened_on, participant_id, version) where 'progress' = any (categories);
create index zw_disclosures_work_ability on zw_disclosures (tenant_id, happened_on, participant_id, version) where 'work-ability' = any (categories);
create index zw_disclosures_care_advice on zw_disclosures (tenant_id, happened_on, participant_id, version) where 'care-advice' = any (categories);
create index zw_disclosures_personal_situation on zw_disclosures (tenant_id, happened_on, participant_id, version) where 'personal-situation' = any (categories);
create index zw_disclosures_medical on zw_disclosures (tenant_id, happened_on, participant_id, version) where 'medical' = any (categories);
create index zw_disclosures_employer_information on zw_disclosures (tenant_id, happened_on, participant_id, version) where 'employer-information' = any (categories);
