-- Who asks is known to every process that helps to answer: they take the settings of the transaction along. Without this nothing under a policy is gone through by more than one.
alter function zw_tenant() parallel safe;
alter function zw_user() parallel safe;
alter function zw_role() parallel safe;
alter function zw_sees_all() parallel safe;
alter function zw_may_see(varchar, uuid) parallel safe;
