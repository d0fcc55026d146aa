-- A tombstone is what a failed save of Marten's leaves behind; it happened to nobody.
select seq_id, version, id, type, timestamp, data::text, headers::text, tenant_id, stream_id, mt_dotnet_type, correlation_id, causation_id
from mt_events
where seq_id > $1 and type <> 'tombstone'
order by seq_id limit $2;
