-- A tombstone is what a failed save of Marten's leaves behind; it happened to nobody.
select seq_id, version, id, type, timestamp, data::text, headers::text, tenant_id, stream_id
from mt_events
where (tenant_id, stream_id, version) > ($1, $2, $3) and seq_id <= $4 and type <> 'tombstone'
order by tenant_id, stream_id, version limit $5;
