select setval('mt_events_sequence', greatest($1::bigint, 1), $1::bigint > 0);
