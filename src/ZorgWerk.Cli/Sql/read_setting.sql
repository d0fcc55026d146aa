-- Not current_setting: what we may not know is then an error instead of nothing.
select setting from pg_settings where name = $1;
