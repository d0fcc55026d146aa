select r.rolsuper, r.rolbypassrls,
  exists (select from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relname ~ '^(mt|zw)_' and pg_has_role(r.oid, c.relowner, 'member'))
from pg_roles r where r.rolname = $1;
