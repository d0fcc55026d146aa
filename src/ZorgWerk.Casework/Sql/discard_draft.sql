delete from zw_drafts where tenant_id = $1 and participant_id = $2 and user_id = $3 and form = $4;
