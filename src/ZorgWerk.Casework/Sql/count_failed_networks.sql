select network, sum(times)::int as times, count(distinct user_id)::int, max(hour)
from zw_failed_sign_ins
where tenant_id = $1 and hour >= $2
group by network
order by times desc, network
limit $3;
