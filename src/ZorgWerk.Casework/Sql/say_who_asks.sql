-- What people look at every day lies in memory, where a page costs the same wherever it stands: said so, lists are read along their index.
select set_config('zw.tenant', $1, true), set_config('zw.user', $2, true), set_config('zw.role', $3, true), set_config('random_page_cost', '1.1', true);
