-- Guesses are slowed down by where they come from and by the login they are made on, counted here so that every node counts alike; a login that
-- does not exist is counted as one that does. Nobody is locked out by what others did.
create table zw_sign_in_attempts (
  attempt_id  bigint generated always as identity primary key,
  tenant_id   varchar     not null,
  login_id    uuid        not null,
  -- A keyed fingerprint of the address.
  address_key bytea       not null,
  at          timestamptz not null
);
create index zw_sign_in_attempts_address on zw_sign_in_attempts (address_key, at);
create index zw_sign_in_attempts_login on zw_sign_in_attempts (tenant_id, login_id, at);
create index zw_sign_in_attempts_at on zw_sign_in_attempts (at);

-- What the administrator is shown of it: how often, in which hour, from which network, why; whose login, where there is such a one. No name, no address.
create table zw_failed_sign_ins (
  tenant_id varchar     not null,
  hour      timestamptz not null,
  user_id   uuid        null,
  network   varchar     not null,
  why       varchar     not null,
  times     int         not null,
  unique nulls not distinct (tenant_id, hour, user_id, network, why)
);
create index zw_failed_sign_ins_hour on zw_failed_sign_ins (hour);

alter table zw_users drop column failed_sign_ins, drop column locked_until;

do $$
declare
  ours text;
begin
  foreach ours in array array['zw_sign_in_attempts', 'zw_failed_sign_ins'] loop
    execute format('alter table %I enable row level security', ours);
    execute format('alter table %I force row level security', ours);
    execute format('create policy the_owner on %I to %I using (true) with check (true)', ours, current_user);
    execute format('create policy the_service on %I to zorgwerk_app using (true) with check (true)', ours);
    execute format('grant select, insert, update, delete on %I to zorgwerk_app', ours);
  end loop;
end
$$;
