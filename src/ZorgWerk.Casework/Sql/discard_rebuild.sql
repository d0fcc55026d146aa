-- Rows that no erasure reaches must not stay behind. Whoever built them may take a moment to be gone; where somebody is building now, the table is theirs.
select set_config('lock_timeout', '2s', true);
select pg_advisory_xact_lock(hashtextextended('zorgwerk.rebuild.__view__', 0));
drop table if exists __beside__;
