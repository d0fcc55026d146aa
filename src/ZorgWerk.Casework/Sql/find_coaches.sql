select s.id, (e.data ->> 'coach')::uuid
from mt_streams s
join mt_events e on e.tenant_id = s.tenant_id and e.stream_id = s.id and e.version = 1
where s.tenant_id = $1 and s.type = 'coach'
order by s.id;
