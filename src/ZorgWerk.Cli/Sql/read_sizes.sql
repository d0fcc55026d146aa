select pg_database_size(current_database());
select c.relname::text, pg_total_relation_size(c.oid) from pg_class c
where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace order by 2 desc limit 5;
