-- Who is signed in, and since when and from where. The cookie or token carries an id that only its hash is kept of, and every request looks here
-- whether it is still good: what was ended is ended on every node at once, whoever kept a copy.
create table zw_sessions (
  session_hash bytea       primary key,
  session_id   uuid        not null unique,
  tenant_id    varchar     not null,
  user_id      uuid        not null,
  kind         varchar     not null check (kind in ('browser', 'program')),
  by_passkey   boolean     not null,
  -- Shortened, so that it names a network and no household.
  network      varchar     not null,
  device       varchar     not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  -- When it runs out by itself; later with each sign of life of a browser.
  until_at     timestamptz not null,
  ended_at     timestamptz null,
  ended_why    varchar     null,
  foreign key (tenant_id, user_id) references zw_users
);
create index zw_sessions_user on zw_sessions (tenant_id, user_id) where ended_at is null;
create index zw_sessions_until on zw_sessions (until_at);
alter table zw_sessions enable row level security;
alter table zw_sessions force row level security;
do $$ begin execute format('create policy the_owner on zw_sessions to %I using (true) with check (true)', current_user); end $$;
create policy the_service on zw_sessions to zorgwerk_app using (true) with check (true);
grant select, insert, update, delete on zw_sessions to zorgwerk_app;
