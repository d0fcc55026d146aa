select to_regclass('zw_migrations') is not null;
