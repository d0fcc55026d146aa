select pg_current_wal_flush_lsn()::text, (select system_identifier from pg_control_system());
