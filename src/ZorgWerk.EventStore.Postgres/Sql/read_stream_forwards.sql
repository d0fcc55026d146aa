select seq_id, tenant_id, stream_id, version, id, type, mt_dotnet_type, timestamp, data, headers, correlation_id, causation_id
from mt_events
where tenant_id = $1 and stream_id = $2 and version > $3 and version <= $4 and timestamp <= $5 and seq_id <= $6
order by version limit $7;
