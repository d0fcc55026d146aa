-- The writer's session only ever looks up by key. A plan made while the tables were still empty would read them whole, and be kept.
set enable_seqscan = off;
set enable_hashjoin = off;
set enable_mergejoin = off;
set jit = off;
-- With one way to look up there is nothing to plan anew for each group.
set plan_cache_mode = force_generic_plan;
-- Every statement must see what was committed before the group took its turn, whatever the server's default is.
set default_transaction_isolation = 'read committed';
-- A process that is stopped in the middle of an append would keep everybody from appending for as long as it is stopped.
set idle_in_transaction_session_timeout = '5s';
