-- Something of ours in the segment, or there is nothing to switch.
select clock_timestamp() from pg_create_restore_point('zorgwerk'), pg_switch_wal();
