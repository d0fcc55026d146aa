-- All of a coach's own, or all that are called so: they have an index to be entered by.
select *, null::date as turn from zw_caseload c where tenant_id = $1 and __whose__ and __narrowed__
