-- Whose name begins alike in one word or more, those with most words first.
select participant_id from zw_names where tenant_id = $1 and token = any ($2) group by participant_id order by count(*) desc, participant_id limit $3;
