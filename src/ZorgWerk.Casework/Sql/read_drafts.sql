-- More than a person can have begun; the rest waits until some of these are done.
select d.participant_id, d.form, d.started_at, d.saved_at, c.name_sealed
from zw_drafts d join zw_caseload c using (tenant_id, participant_id)
where d.tenant_id = $1 and d.user_id = $2 and d.saved_at > $3 and d.participant_id = coalesce(nullif($4, '00000000-0000-0000-0000-000000000000'::uuid), d.participant_id)
order by d.saved_at desc
limit 50;
