-- A rebuilt view is filled first and indexed then: an index that is made over all rows at once costs a fraction of one that every row is added to.
create or replace function zw_begin_rebuild(view regclass, beside text) returns void language plpgsql as $$
declare
  granted record;
  policy record;
begin
  execute format('drop table if exists %I', beside);
  execute format('create table %I (like %s including all excluding indexes)', beside, view);
  execute format('alter table %I enable row level security', beside);
  for granted in
    select case a.grantee when 0 then 'public' else quote_ident(r.rolname) end as grantee, string_agg(a.privilege_type, ', ') as privileges
    from pg_class c, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
    where c.oid = view and a.grantee <> c.relowner
    group by 1
  loop
    execute format('grant %s on %I to %s', granted.privileges, beside, granted.grantee);
  end loop;
  for policy in
    select p.polname, case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
      (select string_agg(quote_ident(rolname), ', ') from pg_roles where oid = any (p.polroles)) as roles,
      pg_get_expr(p.polqual, p.polrelid) as seen, pg_get_expr(p.polwithcheck, p.polrelid) as written
    from pg_policy p where p.polrelid = view
  loop
    execute format('create policy %I on %I for %s to %s', policy.polname, beside, policy.command, policy.roles)
      || coalesce(' using (' || policy.seen || ')', '') || coalesce(' with check (' || policy.written || ')', '');
  end loop;
end
$$;

-- Every index of the view, on the table beside it.
create function zw_index_rebuild(view regclass, beside regclass) returns void language plpgsql as $$
declare
  made text;
begin
  for made in
    select case
      when c.oid is not null then format('alter table %s add %s', beside, pg_get_constraintdef(c.oid))
      else regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE( UNIQUE)? INDEX \S+ ON (ONLY )?\S+ ', format('create\1 index on %s ', beside))
    end
    from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.conrelid = i.indrelid
    where i.indrelid = view
    order by i.indisprimary desc, i.indexrelid
  loop
    execute made;
  end loop;
end
$$;

revoke execute on function zw_index_rebuild from public;
