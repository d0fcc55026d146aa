-- An archive command that keeps nothing is none.
select
  current_setting('archive_mode') <> 'off'
    and not exists (select from pg_settings where name = 'archive_command' and setting in ('', '(disabled)', 'true', '/bin/true')
      and not exists (select from pg_settings where name = 'archive_library' and setting <> '')),
  last_archived_wal,
  coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)
from pg_stat_archiver;
