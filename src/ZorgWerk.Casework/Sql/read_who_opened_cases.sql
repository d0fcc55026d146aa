-- Of the newest looks of the period, so many and no more: who opened how many cases, and how often they were not let in.
select user_id, role, count(distinct participant_id) filter (where allowed), count(*) filter (where not allowed), max(at), sum(count(*)) over () as gone_through
from (
  select user_id, role, participant_id, allowed, at
  from zw_readings
  where tenant_id = $1 and at >= $2
  order by at desc
  limit $3
) as newest
group by user_id, role
order by 3 desc, 4 desc, 5 desc
limit $4;
