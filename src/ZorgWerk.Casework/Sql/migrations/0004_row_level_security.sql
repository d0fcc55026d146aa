-- Under every check of the application lies another one here, so that a check that was forgotten still shows nothing.
-- The service's own work (deciding, appending, following) is done as zorgwerk_app and sees everything. What a person is shown is read as
-- zorgwerk_reader, in a transaction that says who asks; said nothing, it sees nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'zorgwerk_reader') then
    create role zorgwerk_reader nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;

create function zw_tenant() returns varchar language sql stable as $$ select nullif(current_setting('zw.tenant', true), '') $$;
create function zw_user() returns uuid language sql stable as $$ select nullif(current_setting('zw.user', true), '')::uuid $$;
create function zw_role() returns varchar language sql stable as $$ select nullif(current_setting('zw.role', true), '') $$;

-- Whoever sees the row in the caseload sees the case. Written as text, so that the caseload can be rebuilt under it.
create function zw_may_see(tenant varchar, participant uuid) returns boolean language sql stable as
  'select exists (select from zw_caseload c where c.tenant_id = $1 and c.participant_id = $2)';

-- Streams about coaches and programmes hold nothing of any case.
create function zw_is_of_the_house(tenant varchar, stream uuid) returns boolean language sql stable as
  'select exists (select from mt_streams s where s.tenant_id = $1 and s.id = $2 and s.type in (''coach'', ''programme''))';

-- Who looked at which case, when, on which page; and who was not let in.
create table zw_readings (
  reading_id     bigint generated always as identity primary key,
  tenant_id      varchar     not null,
  participant_id uuid        not null,
  user_id        uuid        not null,
  role           varchar     not null,
  page           varchar     not null,
  allowed        boolean     not null,
  at             timestamptz not null default clock_timestamp()
);
create index zw_readings_case on zw_readings (tenant_id, participant_id, reading_id);
create trigger zw_append_only before update or delete or truncate on zw_readings for each statement execute function zw_refuse_change();
alter table zw_readings enable always trigger zw_append_only;

-- The web's keys for cookies and forms, sealed under the master key, for every node to read.
create table zw_web_keys (
  name text primary key,
  text text not null
);
grant select, insert on zw_web_keys to zorgwerk_app;
alter table zw_web_keys enable row level security;
create policy the_service on zw_web_keys to zorgwerk_app using (true) with check (true);

alter table mt_events enable row level security;
alter table mt_streams enable row level security;
alter table mt_event_progression enable row level security;
alter table zw_commands enable row level security;
alter table zw_keys enable row level security;
alter table zw_users enable row level security;
alter table zw_caseload enable row level security;
alter table zw_timeline enable row level security;
alter table zw_disclosures enable row level security;
alter table zw_consents enable row level security;
alter table zw_outcomes enable row level security;
alter table zw_view_stops enable row level security;
alter table zw_readings enable row level security;

create policy the_service on mt_events to zorgwerk_app using (true) with check (true);
create policy the_service on mt_streams to zorgwerk_app using (true) with check (true);
create policy the_service on mt_event_progression to zorgwerk_app using (true) with check (true);
create policy the_service on zw_commands to zorgwerk_app using (true) with check (true);
create policy the_service on zw_keys to zorgwerk_app using (true) with check (true);
create policy the_service on zw_users to zorgwerk_app using (true) with check (true);
create policy the_service on zw_caseload to zorgwerk_app using (true) with check (true);
create policy the_service on zw_timeline to zorgwerk_app using (true) with check (true);
create policy the_service on zw_disclosures to zorgwerk_app using (true) with check (true);
create policy the_service on zw_consents to zorgwerk_app using (true) with check (true);
create policy the_service on zw_outcomes to zorgwerk_app using (true) with check (true);
create policy the_service on zw_view_stops to zorgwerk_app using (true) with check (true);

-- A coach sees the own caseload and who has no coach yet; a team lead and an auditor the organisation's; nobody else a case.
create policy who_may_see on zw_caseload for select to zorgwerk_reader using (
  tenant_id = (select zw_tenant()) and case (select zw_role())
    when 'coach' then coach_id = (select zw_user()) or coach_id is null
    when 'team-lead' then true
    when 'auditor' then true
    else false
  end);
create policy who_may_see on zw_timeline for select to zorgwerk_reader using (tenant_id = (select zw_tenant()) and zw_may_see(tenant_id, participant_id));
create policy who_may_see on zw_disclosures for select to zorgwerk_reader using (tenant_id = (select zw_tenant()) and zw_may_see(tenant_id, participant_id));
create policy who_may_see on zw_consents for select to zorgwerk_reader using (tenant_id = (select zw_tenant()) and zw_may_see(tenant_id, participant_id));
create policy who_may_see on zw_outcomes for select to zorgwerk_reader using (tenant_id = (select zw_tenant()) and (select zw_role()) in ('evaluator', 'auditor', 'team-lead'));
create policy who_may_see on mt_streams for select to zorgwerk_reader using (tenant_id = (select zw_tenant()) and (type in ('coach', 'programme') or zw_may_see(tenant_id, id)));
create policy who_may_see on mt_events for select to zorgwerk_reader using (
  tenant_id = (select zw_tenant()) and (zw_may_see(tenant_id, stream_id) or zw_is_of_the_house(tenant_id, stream_id)));
create policy who_may_see on zw_users for select to zorgwerk_reader using (tenant_id = (select zw_tenant()));
create policy who_may_see on zw_keys for select to zorgwerk_reader using (
  tenant_id = (select zw_tenant()) and (
    zw_may_see(tenant_id, subject_id) or zw_is_of_the_house(tenant_id, subject_id)
    or exists (select from zw_users u where u.tenant_id = zw_keys.tenant_id and u.user_id = zw_keys.subject_id)));
create policy who_looked on zw_readings for insert to zorgwerk_reader with check (
  tenant_id = (select zw_tenant()) and user_id = (select zw_user()) and role = (select zw_role()));
create policy who_may_see on zw_readings for select to zorgwerk_reader using (tenant_id = (select zw_tenant()) and (select zw_role()) = 'auditor');

grant select on mt_events, mt_streams, zw_keys, zw_caseload, zw_timeline, zw_disclosures, zw_consents, zw_outcomes to zorgwerk_reader;
-- Everything about a colleague but what a password could be guessed from.
grant select (tenant_id, user_id, role, language, login_sealed, name_sealed, created_at, disabled_at) on zw_users to zorgwerk_reader;
grant select, insert on zw_readings to zorgwerk_reader;

-- As before, and who may see which rows of the view may see the same rows here.
create or replace function zw_begin_rebuild(view regclass, beside text) returns void language plpgsql as $$
declare
  granted record;
  policy record;
begin
  execute format('drop table if exists %I', beside);
  execute format('create table %I (like %s including all)', beside, view);
  execute format('alter table %I enable row level security', beside);
  for granted in
    select case a.grantee when 0 then 'public' else quote_ident(r.rolname) end as grantee, string_agg(a.privilege_type, ', ') as privileges
    from pg_class c, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
    where c.oid = view and a.grantee <> c.relowner
    group by 1
  loop
    execute format('grant %s on %I to %s', granted.privileges, beside, granted.grantee);
  end loop;
  for policy in
    select p.polname, case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
      (select string_agg(quote_ident(rolname), ', ') from pg_roles where oid = any (p.polroles)) as roles,
      pg_get_expr(p.polqual, p.polrelid) as seen, pg_get_expr(p.polwithcheck, p.polrelid) as written
    from pg_policy p where p.polrelid = view
  loop
    execute format('create policy %I on %I for %s to %s', policy.polname, beside, policy.command, policy.roles)
      || coalesce(' using (' || policy.seen || ')', '') || coalesce(' with check (' || policy.written || ')', '');
  end loop;
end
$$;
