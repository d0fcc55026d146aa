-- Whoever does not see the case in the caseload sees no change of it either.
select e.seq_id, e.stream_id, e.version, e.type, e.timestamp, e.headers ->> 'by'
from mt_events e
join zw_caseload c on c.tenant_id = e.tenant_id and c.participant_id = e.stream_id
where e.tenant_id = $1 and e.seq_id > $2 and e.seq_id <= $3 and ($4 is null or e.stream_id = $4)
order by e.seq_id
limit $5;
