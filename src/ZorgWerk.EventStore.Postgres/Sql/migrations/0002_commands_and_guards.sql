-- What was answered to each command, for ever.
create table zw_commands (
  tenant_id   varchar     not null,
  command_id  uuid        not null,
  body_hash   bytea       not null,
  recorded_at timestamptz not null,
  position    bigint      not null,
  answer      jsonb,
  primary key (tenant_id, command_id)
);

create function zw_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'insufficient_privilege', hint = 'What happened stays. A correction is a new event.';
end
$$;

-- For each statement, so that a change that would touch no row is refused too.
create trigger zw_append_only before update or delete or truncate on mt_events
  for each statement execute function zw_refuse_change();
create trigger zw_append_only before update or delete or truncate on zw_commands
  for each statement execute function zw_refuse_change();
alter table mt_events enable always trigger zw_append_only;
alter table zw_commands enable always trigger zw_append_only;

-- Roles belong to the whole cluster: another database may have made this one already, or be making it now.
do $$
begin
  if not exists (select from pg_roles where rolname = 'zorgwerk_app') then
    create role zorgwerk_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;

grant select, insert on mt_events, zw_commands to zorgwerk_app;
grant select, insert, update on mt_streams, mt_event_progression to zorgwerk_app;
grant usage on sequence mt_events_sequence to zorgwerk_app;
