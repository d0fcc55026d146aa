-- One of somebody's passkeys, or all of them, each with its trace.
with removed as (
  delete from zw_passkeys
  where tenant_id = $1 and user_id = $2 and ($3::uuid is null or passkey_id = $3::uuid)
  returning tenant_id, user_id
)
insert into zw_account_changes (tenant_id, user_id, by_user, what, at)
select tenant_id, user_id, $4, 'passkey-removed', $5 from removed;
