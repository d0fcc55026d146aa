select name from pg_settings where name = any ($1) and setting = 'off' order by name;
