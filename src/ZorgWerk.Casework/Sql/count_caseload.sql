-- By programme first: to gather the names of them all from every row would mean to sort the rows.
select sum(cases)::bigint, sum(under_way)::bigint, sum(late)::bigint, sum(soon)::bigint, sum(today)::bigint, sum(employer)::bigint, sum(contact)::bigint, sum(not_over)::bigint,
  array_agg(programme order by programme) filter (where programme is not null), sum(asking)::bigint, sum(turns)::bigint
from (
  select programme, count(*) as cases, count(*) filter (where phase not in ('closed', 'erased') or level is not null) as under_way,
    count(*) filter (where level = 0) as late, count(*) filter (where level = 1) as soon, count(*) filter (where level = 2) as today,
    count(*) filter (where employer_contact_due_on <= $2) as employer, count(*) filter (where contact_due_on <= $2) as contact,
    count(*) filter (where phase not in ('closed', 'erased')) as not_over, count(*) filter (where turn <= $2) as asking, count(turn) as turns
  from (__asking__) as seen
  group by programme
) as by_programme;
