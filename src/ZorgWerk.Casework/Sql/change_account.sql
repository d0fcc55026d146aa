-- The change, its trace and the end of the sessions that began before it together; none of them where it is so already, or where nobody would be left to administer.
with changed as (
  update zw_users u set
    role = case $4 when 'role-changed' then $6::varchar else role end,
    password_hash = case when $4 in ('password-given', 'password-changed') then $7::varchar else password_hash end,
    password_to_change = case $4 when 'password-given' then true when 'password-changed' then false else password_to_change end,
    -- Only who is at the server makes an account of the demo one that counts.
    is_demo = is_demo and not ($4 = 'password-given' and $3::uuid is null),
    disabled_at = case $4 when 'disabled' then $5 when 'enabled' then null else disabled_at end
  where tenant_id = $1 and user_id = $2
    and case $4
      when 'role-changed' then role <> $6::varchar
      when 'disabled' then disabled_at is null
      when 'enabled' then disabled_at is not null
      when 'unlocked' then exists (select from zw_sign_in_attempts a where a.tenant_id = u.tenant_id and a.login_id = u.user_id)
      else true
    end
    and not (
      role = 'administrator' and disabled_at is null and $4 in ('disabled', 'role-changed')
      and not exists (select from zw_users o where o.tenant_id = u.tenant_id and o.user_id <> u.user_id and o.role = 'administrator' and o.disabled_at is null))
  returning tenant_id, user_id
), ended as (
  -- But for the one in which somebody changes their own password.
  update zw_sessions s set ended_at = $5, ended_why = $4
  from changed c
  where s.tenant_id = c.tenant_id and s.user_id = c.user_id and s.ended_at is null and s.session_hash is distinct from $8::bytea
    and $4 in ('disabled', 'role-changed', 'password-given', 'password-changed', 'sessions-ended')
), forgiven as (
  -- Whatever else was tried from the addresses that this login was tried from.
  delete from zw_sign_in_attempts a using changed c
  where $4 in ('unlocked', 'password-given', 'password-changed') and a.address_key in (
    select b.address_key from zw_sign_in_attempts b where b.tenant_id = c.tenant_id and b.login_id = c.user_id)
)
insert into zw_account_changes (tenant_id, user_id, by_user, what, role, at)
select tenant_id, user_id, $3::uuid, $4, $6::varchar, $5 from changed;
