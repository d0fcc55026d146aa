insert into __view__ (__columns__) select __columns__ from pg_temp.zw_incoming;
