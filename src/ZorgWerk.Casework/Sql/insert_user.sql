-- The user, the trace of it and the key of the name together, or, when there is such a user already, none of them.
with added as (
  insert into zw_users (tenant_id, user_id, role, language, login_sealed, name_sealed, password_hash, created_at, password_to_change, is_demo)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $11,
    $13 or coalesce((select is_demo from zw_users where tenant_id = $1 and user_id = $12::uuid), false))
  on conflict do nothing
  returning tenant_id, user_id, role, created_at
), traced as (
  insert into zw_account_changes (tenant_id, user_id, by_user, what, role, at)
  select tenant_id, user_id, $12::uuid, 'added', role, created_at from added
)
insert into zw_keys (tenant_id, subject_id, wrapped, master_key_id)
select tenant_id, user_id, $9, $10 from added;
