-- The change and its trace together; neither where it is so already, or where nobody would be left to administer.
with changed as (
  update zw_users u set
    role = case $4 when 'role-changed' then $6::varchar else role end,
    password_hash = case when $4 in ('password-given', 'password-changed') then $7::varchar else password_hash end,
    password_to_change = case $4 when 'password-given' then true when 'password-changed' then false else password_to_change end,
    failed_sign_ins = case when $4 in ('unlocked', 'password-given', 'password-changed') then 0 else failed_sign_ins end,
    locked_until = case when $4 in ('unlocked', 'password-given', 'password-changed') then null else locked_until end,
    disabled_at = case $4 when 'disabled' then $5 when 'enabled' then null else disabled_at end
  where tenant_id = $1 and user_id = $2
    and case $4
      when 'role-changed' then role <> $6::varchar
      when 'disabled' then disabled_at is null
      when 'enabled' then disabled_at is not null
      when 'unlocked' then locked_until is not null
      else true
    end
    and not (
      role = 'administrator' and disabled_at is null and $4 in ('disabled', 'role-changed')
      and not exists (select from zw_users o where o.tenant_id = u.tenant_id and o.user_id <> u.user_id and o.role = 'administrator' and o.disabled_at is null))
  returning tenant_id, user_id
)
insert into zw_account_changes (tenant_id, user_id, by_user, what, role, at)
select tenant_id, user_id, $3, $4, $6::varchar, $5 from changed;
