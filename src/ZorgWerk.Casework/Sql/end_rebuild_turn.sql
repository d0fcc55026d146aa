select pg_advisory_unlock(hashtextextended('zorgwerk.rebuild.' || $1, 0));
