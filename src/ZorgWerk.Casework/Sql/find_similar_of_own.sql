-- As find_similar, asked of each case of a caseload: so many may begin alike among all that going through them takes seconds.
select c.participant_id
from zw_caseload c
cross join lateral (select count(*) as words from zw_names n where n.tenant_id = $1 and n.participant_id = c.participant_id and n.token = any ($2)) as alike
where c.tenant_id = $1 and __whose__ and alike.words > 0
order by alike.words desc, c.participant_id
limit $3;
