-- Who asks is known to every process that helps to answer: they take the settings of the transaction along. Without this no list over a whole organisation is gone through by more than one.
alter function zw_tenant() parallel safe;
alter function zw_user() parallel safe;
alter function zw_role() parallel safe;
alter function zw_sees_all() parallel safe;
