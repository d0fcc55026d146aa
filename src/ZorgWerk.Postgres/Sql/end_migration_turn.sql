select pg_advisory_unlock(hashtextextended('zorgwerk.migrations', 0));
