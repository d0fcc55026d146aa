select name, sha256 from zw_migrations where module = $1;
