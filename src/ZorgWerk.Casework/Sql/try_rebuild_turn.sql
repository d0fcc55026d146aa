select pg_try_advisory_lock(hashtextextended('zorgwerk.rebuild.' || $1, 0));
