select reading_id, user_id, role, page, allowed, at
from zw_readings
where tenant_id = $1 and participant_id = $2 and reading_id < $3
order by reading_id desc
limit $4;
