-- One that became a primary of its own follows nobody any more.
select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::pg_lsn and (select system_identifier from pg_control_system()) = $2;
