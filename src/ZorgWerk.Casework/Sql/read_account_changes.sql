select what, role, by_user, at
from zw_account_changes
where tenant_id = $1 and user_id = $2
order by change_id desc
limit 100;
