select (select count(*) from (select from mt_streams limit 1) s) + (select count(*) from (select from mt_events limit 1) e)
  + (select count(*) from (select from zw_commands limit 1) c) + (select count(*) from (select from zw_keys limit 1) k);
