-- Nodes that start together make the login once. Roles belong to the whole cluster.
select pg_advisory_xact_lock(hashtextextended('zorgwerk.logins', 0));
