-- One group of appends at a time, so positions are committed in the order they are drawn and no reader ever skips one.
-- Alone in its statement: what follows must see what was committed while this waited.
select pg_advisory_xact_lock(hashtextextended('zorgwerk.mt_events', 0));
