-- Also whoever owns a table needs a policy to see its rows: a table that was left without any then shows nothing to anybody, and is noticed.
do $$
declare
  ours regclass;
begin
  for ours in
    select c.oid from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relrowsecurity and c.relname ~ '^(mt|zw)_'
  loop
    execute format('create policy the_owner on %s to %I using (true) with check (true)', ours, current_user);
    execute format('alter table %s force row level security', ours);
  end loop;
end
$$;

-- As before, and then forced. Not earlier: the rows of a rebuild are copied, which a forced table does not allow.
create or replace function zw_finish_rebuild(view regclass, beside regclass) returns void language plpgsql as $$
declare
  named text := (select relname from pg_class where oid = view);
  renamed record;
  indexes jsonb := (
    select jsonb_object_agg(b.relname, l.relname)
    from (select i.indexrelid::regclass::text as relname, i.* from pg_index i where i.indrelid = view) as l
    join (select i.indexrelid::regclass::text as relname, i.* from pg_index i where i.indrelid = beside) as b
      on b.indkey::text = l.indkey::text and b.indisprimary = l.indisprimary and b.indisunique = l.indisunique
        and pg_get_expr(b.indpred, b.indrelid) is not distinct from pg_get_expr(l.indpred, l.indrelid));
begin
  execute format('drop table %s', view);
  execute format('alter table %s rename to %I', beside, named);
  execute format('alter table %I force row level security', named);
  for renamed in select * from jsonb_each_text(coalesce(indexes, '{}')) loop
    execute format('alter index %s rename to %s', renamed.key, renamed.value);
  end loop;
end
$$;
