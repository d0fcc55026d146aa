-- One that became a primary of its own follows nobody any more; and one that follows the history before a restore, or before another was promoted,
-- may be ahead by its numbers. Its timeline is told as of its last restart point, which can only be too old.
select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::pg_lsn and (select system_identifier from pg_control_system()) = $2 and (select timeline_id from pg_control_checkpoint()) = $3;
