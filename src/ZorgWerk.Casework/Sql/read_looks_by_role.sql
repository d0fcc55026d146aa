-- In Brussels, where the days of the file are counted.
select role, (at at time zone 'Europe/Brussels')::date, count(distinct user_id)
from zw_readings
where tenant_id = $1 and participant_id = $2 and allowed
group by 1, 2
order by 2 desc, 1
limit $3;
