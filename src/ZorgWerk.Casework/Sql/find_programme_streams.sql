select id from mt_streams where tenant_id = $1 and type = 'programme' order by id;
