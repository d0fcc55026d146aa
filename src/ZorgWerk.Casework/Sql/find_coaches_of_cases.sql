-- From one coach to the next along the index: as many look-ups as there are coaches, however many cases each has.
with recursive having_cases as (
  (select coach_id from zw_caseload where tenant_id = $1 and coach_id is not null order by coach_id limit 1)
  union all
  select (select c.coach_id from zw_caseload c where c.tenant_id = $1 and c.coach_id > h.coach_id order by c.coach_id limit 1)
  from having_cases h
  where h.coach_id is not null
)
select coach_id from having_cases where coach_id is not null limit $2;
