select zw_finish_rebuild($1::regclass, $2::regclass);
