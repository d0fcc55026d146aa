select zw_lock_view($1::regclass);
