-- The segment before the one that is being written.
select coalesce(last_archived_wal >= pg_walfile_name(pg_current_wal_lsn() - 16 * 1024 * 1024), false) from pg_stat_archiver;
