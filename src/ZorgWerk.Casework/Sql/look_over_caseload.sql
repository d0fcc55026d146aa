-- Gone through once, for all that the page says above its list. Counted by programme first: to gather the names of them all from every row would mean to sort the rows.
with seen as materialized (__asking__)
select sum(cases)::bigint, sum(under_way)::bigint, sum(late)::bigint, sum(soon)::bigint, sum(today)::bigint, sum(employer)::bigint, sum(contact)::bigint,
  array_agg(programme order by programme) filter (where programme is not null), sum(asking)::bigint, sum(turns)::bigint,
  array(select participant_id from seen where level is not null order by __attention__, participant_id limit $3),
  array(select participant_id from seen where $2 in (next_follow_up_on, next_action_due_on) order by __next__, participant_id limit $3),
  array(select participant_id from seen where (phase not in ('closed', 'erased') or level is not null) and coalesce(next_follow_up_on, next_action_due_on) is not null order by __next__, participant_id limit 1)
from (
  select programme, count(*) as cases, count(*) filter (where phase not in ('closed', 'erased') or level is not null) as under_way,
    count(*) filter (where level = 0) as late, count(*) filter (where level = 1) as soon, count(*) filter (where level = 2) as today,
    count(*) filter (where employer_contact_due_on <= $2) as employer, count(*) filter (where contact_due_on <= $2) as contact,
    count(*) filter (where turn <= $2) as asking, count(turn) as turns
  from seen
  group by programme
) as by_programme;
