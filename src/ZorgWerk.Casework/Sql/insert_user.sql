-- The user and the key of the name together, or, when there is such a user already, neither.
with added as (
  insert into zw_users (tenant_id, user_id, role, language, login_sealed, name_sealed, password_hash, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict do nothing
  returning tenant_id, user_id
)
insert into zw_keys (tenant_id, subject_id, wrapped, master_key_id)
select tenant_id, user_id, $9, $10 from added;
