select reading_id, user_id, role, page, allowed, at
from zw_readings
where tenant_id = $1 and participant_id = $2 and reading_id < $3 and ($5::uuid is null or user_id = $5) and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
order by reading_id desc
limit $4;
