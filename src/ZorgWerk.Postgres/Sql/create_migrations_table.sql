create table if not exists zw_migrations (
  module     text        not null,
  name       text        not null,
  sha256     bytea       not null,
  applied_at timestamptz not null default now(),
  primary key (module, name)
);
