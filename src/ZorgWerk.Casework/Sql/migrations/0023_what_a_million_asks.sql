-- Who sees the whole organisation is asked once a statement, not once a row: among a million rows the question itself was what took so long.
create function zw_sees_all() returns boolean language sql stable as $$ select coalesce(zw_role() in ('team-lead', 'auditor'), false) $$;
alter policy who_may_see on zw_timeline using (tenant_id = (select zw_tenant()) and ((select zw_sees_all()) or zw_may_see(tenant_id, participant_id)));
alter policy who_may_see on zw_disclosures using (tenant_id = (select zw_tenant()) and ((select zw_sees_all()) or zw_may_see(tenant_id, participant_id)));
alter policy who_may_see on zw_consents using (tenant_id = (select zw_tenant()) and ((select zw_sees_all()) or zw_may_see(tenant_id, participant_id)));
alter policy who_may_see on zw_names using (tenant_id = (select zw_tenant()) and ((select zw_sees_all()) or zw_may_see(tenant_id, participant_id)));

-- Refusals are one line in thousands, and so is what one role was told: a page of them is read along its own order.
create index zw_disclosures_outcome on zw_disclosures (tenant_id, outcome, happened_on, participant_id, version);
create index zw_disclosures_role on zw_disclosures (tenant_id, recipient_role, happened_on, participant_id, version);

-- What is counted is counted in the index alone.
drop index zw_disclosures_order;
create index zw_disclosures_order on zw_disclosures (tenant_id, happened_on, participant_id, version) include (outcome);
