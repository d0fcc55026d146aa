with gone as (delete from zw_names where tenant_id = $1 and participant_id = $2), unwritten as (delete from zw_drafts where tenant_id = $1 and participant_id = $2)
update zw_keys set wrapped = null, destroyed_at = now() where tenant_id = $1 and subject_id = $2;
