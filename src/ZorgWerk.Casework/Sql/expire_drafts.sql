delete from zw_drafts where saved_at <= $1;
