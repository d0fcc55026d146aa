-- By day as people here count days.
select (hour at time zone 'Europe/Brussels')::date as day, why, sum(times)::int
from zw_failed_sign_ins
where tenant_id = $1 and hour >= $2
group by day, why
order by day desc, why;
