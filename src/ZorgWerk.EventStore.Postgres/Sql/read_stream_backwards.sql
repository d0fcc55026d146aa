select seq_id, version, id, type, timestamp, data::text, headers::text
from mt_events
where tenant_id = $1 and stream_id = $2 and version < $3 and version <= $4 and timestamp <= $5 and seq_id <= $6
order by version desc limit $7;
