-- For each name that is asked about ($2 numbers them, with $3 a part of one on each line), whose name or reference has at least as many of its parts as $4 says; of each the closest.
select asked, participant_id
from (
  select s.asked, n.participant_id, row_number() over (partition by s.asked order by count(*) desc, n.participant_id) as place
  from unnest($2::int[], $3::bigint[]) as s (asked, token)
  join zw_names n on n.tenant_id = $1 and n.token = s.token
  group by s.asked, n.participant_id
  having count(*) >= ($4::int[])[s.asked + 1]
) as alike
where place <= $5;
