-- For organisations that are there; whose login it was only where there is such a user.
insert into zw_failed_sign_ins as noted (tenant_id, hour, user_id, network, why, times)
select $1, date_trunc('hour', $3::timestamptz), (select user_id from zw_users where tenant_id = $1 and user_id = $2), $4, $5, 1
where exists (select from zw_users where tenant_id = $1)
on conflict (tenant_id, hour, user_id, network, why) do update set times = noted.times + 1;
