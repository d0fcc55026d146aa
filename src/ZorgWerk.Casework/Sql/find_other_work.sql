-- An organisation that works here, the named one or another, and whether it is the demo's: its own accounts say so.
select tenant_id, exists (select from zw_users u where u.tenant_id = t.tenant_id and u.is_demo) as is_demo
from (select tenant_id from zw_users union select tenant_id from mt_streams) as t
order by tenant_id;
