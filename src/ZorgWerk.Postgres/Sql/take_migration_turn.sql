-- Nodes that start together migrate one after the other. Held by the session, because every script has a transaction of its own.
select pg_advisory_lock(hashtextextended('zorgwerk.migrations', 0));
