-- Keys on people's own devices, beside their password: the public half only. What somebody calls one is sealed under the key of that user.
create table zw_passkeys (
  credential_id      bytea       primary key,
  tenant_id          varchar     not null,
  user_id            uuid        not null,
  passkey_id         uuid        not null,
  public_key         bytea       not null,
  sign_count         bigint      not null,
  name_sealed        varchar     not null,
  transports         varchar[]   not null,
  is_user_verified   boolean     not null,
  is_backup_eligible boolean     not null,
  is_backed_up       boolean     not null,
  created_at         timestamptz not null,
  last_used_at       timestamptz null,
  foreign key (tenant_id, user_id) references zw_users
);
create index zw_passkeys_user on zw_passkeys (tenant_id, user_id);
grant select, insert, update, delete on zw_passkeys to zorgwerk_app;
alter table zw_passkeys enable row level security;
create policy the_service on zw_passkeys to zorgwerk_app using (true) with check (true);

-- A password that somebody else made is to be changed by whom it is for.
alter table zw_users add column password_to_change boolean not null default false;

-- What was done to an account, when and by whom: nobody's hand on who may come in goes unseen. Done on the server, it was by no user.
create table zw_account_changes (
  change_id bigint generated always as identity primary key,
  tenant_id varchar     not null,
  user_id   uuid        not null,
  by_user   uuid        null,
  what      varchar     not null,
  role      varchar     null,
  at        timestamptz not null
);
create index zw_account_changes_user on zw_account_changes (tenant_id, user_id, change_id);
create trigger zw_append_only before update or delete or truncate on zw_account_changes for each statement execute function zw_refuse_change();
alter table zw_account_changes enable always trigger zw_append_only;
grant select, insert on zw_account_changes to zorgwerk_app;
alter table zw_account_changes enable row level security;
create policy the_service on zw_account_changes to zorgwerk_app using (true) with check (true);
