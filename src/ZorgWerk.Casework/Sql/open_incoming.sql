drop table if exists pg_temp.zw_incoming;
create temporary table zw_incoming as select __columns__ from __view__ with no data;
