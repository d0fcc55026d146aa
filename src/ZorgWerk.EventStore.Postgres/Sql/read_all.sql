-- A tombstone is what a failed save of Marten's leaves behind; it happened to nobody.
select seq_id, tenant_id, stream_id, version, id, type, mt_dotnet_type, timestamp, data, headers, correlation_id, causation_id
from mt_events
where seq_id > $1 and type <> 'tombstone'
order by seq_id limit $2;
