select distinct tenant_id from zw_users order by tenant_id;
