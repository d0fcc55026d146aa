insert into zw_web_keys (name, text) values ($1, $2) on conflict (name) do nothing;
