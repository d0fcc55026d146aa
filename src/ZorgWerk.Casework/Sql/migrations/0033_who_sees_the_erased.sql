-- What is left of somebody who was erased (when, in which programme, with whom around them) is kept for those who answer for the organisation: to a coach the case is not
-- there any more. Everything else about a case is seen by whoever sees its row here.
alter policy who_may_see on zw_caseload using (
  tenant_id = (select zw_tenant()) and case (select zw_role())
    when 'coach' then phase <> 'erased' and (coach_id = (select zw_user()) or coach_id is null)
    when 'team-lead' then true
    when 'auditor' then true
    else false
  end);
