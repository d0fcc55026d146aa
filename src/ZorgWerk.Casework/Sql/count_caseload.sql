select count(*), count(*) filter (where phase not in ('closed', 'erased') or level is not null),
  count(*) filter (where level = 0), count(*) filter (where level = 1), count(*) filter (where level = 2),
  count(*) filter (where employer_contact_due_on <= $2), count(*) filter (where contact_due_on <= $2),
  array_agg(distinct programme) filter (where programme is not null)
from (__asking__) as seen;
