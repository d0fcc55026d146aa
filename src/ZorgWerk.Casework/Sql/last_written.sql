-- What is committed is flushed, and told to whoever follows. By which cluster, and in which of its histories: others count their log in the same numbers.
select l.lsn::text, (select system_identifier from pg_control_system()), ('x' || substr(pg_walfile_name(l.lsn), 1, 8))::bit(32)::int
from (select pg_current_wal_flush_lsn() as lsn) as l;
