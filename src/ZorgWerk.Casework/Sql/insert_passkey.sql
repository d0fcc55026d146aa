-- With its trace; neither when this key is known already, here or elsewhere.
with added as (
  insert into zw_passkeys (credential_id, tenant_id, user_id, passkey_id, public_key, sign_count, name_sealed, transports, is_user_verified, is_backup_eligible, is_backed_up, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict do nothing
  returning tenant_id, user_id, created_at
)
insert into zw_account_changes (tenant_id, user_id, by_user, what, at)
select tenant_id, user_id, user_id, 'passkey-added', created_at from added;
