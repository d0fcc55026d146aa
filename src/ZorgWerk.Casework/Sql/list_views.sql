-- A tombstone of Marten's is no event that anybody waits for, and its moment is none.
select v.view, coalesce(p.last_seq_id, 0), coalesce((select max(e.seq_id) from mt_events e where e.type <> 'tombstone'), 0), nullif(c.reltuples, -1)::bigint,
  s.position, s.tenant_id, s.stream_id, s.version, s.type, s.fault, s.stopped_at,
  (select e.timestamp from mt_events e where e.seq_id > coalesce(p.last_seq_id, 0) and e.type <> 'tombstone' order by e.seq_id limit 1), coalesce(f.form, 1) < v.form
from unnest($1::varchar[], $2::varchar[], $3::varchar[], $4::int[]) with ordinality as v (view, table_name, progress, form, number)
left join mt_event_progression p on p.name = v.progress
left join zw_view_stops s on s.view = v.view
left join zw_view_forms f on f.view = v.view
left join pg_class c on c.oid = to_regclass(v.table_name)
order by v.number;
