-- By id, which never changes: whoever is added meanwhile moves nobody to another page.
select participant_id, version, phase, programme, coach_id, reference_sealed, name_sealed, last_contact_on, next_action_due_on, next_follow_up_on
from zw_caseload
where tenant_id = $1 and participant_id > $2
order by participant_id
limit $3;
