-- Whether it follows, which cluster and which of its histories, how many bytes of the log it lacks, and whether it tells what it still reads.
select
  pg_is_in_recovery(),
  (select system_identifier from pg_control_system()),
  (select timeline_id from pg_control_checkpoint()),
  greatest(coalesce(pg_wal_lsn_diff($1::pg_lsn, pg_last_wal_replay_lsn()), 0), 0)::bigint,
  current_setting('hot_standby_feedback') = 'on';
