-- The trail is gone through newest first, from where the last page ended: the index holds the whole order.
drop index zw_disclosures_day;
create index zw_disclosures_order on zw_disclosures (tenant_id, happened_on, participant_id, version);

-- Figures say up to which event they go. How far a view followed is about nobody.
grant select on mt_event_progression to zorgwerk_reader;
create policy how_far on mt_event_progression for select to zorgwerk_reader using (true);
