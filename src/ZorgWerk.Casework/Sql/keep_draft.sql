insert into zw_drafts (tenant_id, participant_id, user_id, form, sealed, started_at, saved_at)
values ($1, $2, $3, $4, $5, $6, $6)
on conflict (tenant_id, participant_id, user_id, form) do update set sealed = excluded.sealed, saved_at = excluded.saved_at;
