-- One change at a time in an organisation: two administrators who take the role from each other would both find the other still there.
select pg_advisory_xact_lock(hashtextextended('zw_users:' || $1, 0));
