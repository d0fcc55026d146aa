select zw_begin_rebuild($1::regclass, $2);
