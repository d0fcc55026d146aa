select sealed, started_at, saved_at from zw_drafts where tenant_id = $1 and participant_id = $2 and user_id = $3 and form = $4 and saved_at > $5;
