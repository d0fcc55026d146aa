-- A process that stands still once it has taken a view's position would keep every other follower waiting for as long as it does.
set local idle_in_transaction_session_timeout = '2s';
