-- One attempt at a time from an address, so that guesses made at once are counted each.
select pg_advisory_xact_lock(hashtextextended('zw_sign_in:' || encode($1, 'hex'), 0));
