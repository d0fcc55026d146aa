-- What nobody but the owner may touch needs no policy.
select c.relname::text, c.relrowsecurity, c.relforcerowsecurity from pg_class c
where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and c.relname ~ '^(mt|zw)_'
  and exists (select from aclexplode(c.relacl) a where a.grantee <> c.relowner)
order by 1;
