delete from zw_sessions where until_at < $1;
