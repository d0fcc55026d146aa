insert into zw_migrations (module, name, sha256) values ($1, $2, $3);
