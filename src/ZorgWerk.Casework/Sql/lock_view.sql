-- Not for long: whoever wants the view after us waits behind us.
select set_config('lock_timeout', '1s', true), zw_lock_view($1::regclass);
