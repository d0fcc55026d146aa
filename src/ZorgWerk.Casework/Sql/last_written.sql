-- What is committed is flushed, and told to whoever follows. By which cluster: another one counts its log in the same numbers.
select pg_current_wal_flush_lsn()::text, (select system_identifier from pg_control_system());
