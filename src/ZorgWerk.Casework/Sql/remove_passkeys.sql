-- One of somebody's passkeys, or all of them, each with its trace; and the sessions of before but for the one that asks: a device that is lost may still be signed in.
with removed as (
  delete from zw_passkeys
  where tenant_id = $1 and user_id = $2 and ($3::uuid is null or passkey_id = $3::uuid)
  returning tenant_id, user_id
), ended as (
  update zw_sessions s set ended_at = $5, ended_why = 'passkey-removed'
  where s.tenant_id = $1 and s.user_id = $2 and s.ended_at is null and s.session_hash is distinct from $6::bytea and exists (select from removed)
)
insert into zw_account_changes (tenant_id, user_id, by_user, what, at)
select tenant_id, user_id, $4, 'passkey-removed', $5 from removed;
