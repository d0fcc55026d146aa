select zw_index_rebuild($1::regclass, $2::regclass);
