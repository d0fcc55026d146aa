-- Who may sign in. Not a stream: the hash of a password must be able to vanish, and a stream forgets nothing.
-- Login and name are sealed under a key of the user's own in zw_keys.
create table zw_users (
  tenant_id       varchar     not null,
  user_id         uuid        not null,
  role            varchar     not null,
  language        varchar     not null,
  login_sealed    varchar     not null,
  name_sealed     varchar     not null,
  password_hash   varchar     not null,
  failed_sign_ins int         not null default 0,
  locked_until    timestamptz null,
  created_at      timestamptz not null,
  disabled_at     timestamptz null,
  primary key (tenant_id, user_id)
);

grant select, insert, update on zw_users to zorgwerk_app;
