select zw_analyse_view($1::regclass);
