-- The earliest change of the situation that the plan has not answered.
alter table zw_caseload add column plan_review_since date null;

-- One row per trajectory, in days since its intake. Follows in the background; how far stands in mt_event_progression.
create table zw_outcomes (
  tenant_id            varchar not null,
  participant_id       uuid    not null,
  trajectory           int     not null,
  programme            varchar not null,
  opened_on            date    not null,
  intake_on            date    null,
  strata               text[]  not null,
  last_known_day       int     null,
  employer_contact_day int     null,
  plan_day             int     null,
  first_step_day       int     null,
  work_day             int     null,
  full_time_day        int     null,
  work_spells          text[]  not null,
  sessions             int     not null,
  referrals_made       int     not null,
  referrals_accepted   int     not null,
  relapses             int     not null,
  hand_overs           int     not null,
  closed_because       varchar null,
  primary key (tenant_id, participant_id, trajectory)
);
create index zw_outcomes_programme on zw_outcomes (tenant_id, programme, participant_id, trajectory);
grant select, insert, update, delete on zw_outcomes to zorgwerk_app;

-- The event that a background view cannot get past, until it can.
create table zw_view_stops (
  view       varchar     primary key,
  position   bigint      not null,
  tenant_id  varchar     not null,
  stream_id  uuid        not null,
  version    bigint      not null,
  type       varchar     not null,
  fault      varchar     not null,
  stopped_at timestamptz not null
);
grant select, insert, update, delete on zw_view_stops to zorgwerk_app;

-- A table beside a view's, of the same shape, for it to be built anew in. Whoever may do what with the view may do it here, once it is the view.
create function zw_begin_rebuild(view regclass, beside text) returns void language plpgsql as $$
declare
  granted record;
begin
  execute format('drop table if exists %I', beside);
  execute format('create table %I (like %s including all)', beside, view);
  for granted in
    select case a.grantee when 0 then 'public' else quote_ident(r.rolname) end as grantee, string_agg(a.privilege_type, ', ') as privileges
    from pg_class c, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
    where c.oid = view and a.grantee <> c.relowner
    group by 1
  loop
    execute format('grant %s on %I to %s', granted.privileges, beside, granted.grantee);
  end loop;
end
$$;

-- Readers and writers of the view wait until the transaction ends.
create function zw_lock_view(view regclass) returns void language plpgsql as $$
begin
  execute format('lock table %s in access exclusive mode', view);
end
$$;

-- A new table has no statistics, and the first readers must not be the ones to suffer for it.
create function zw_analyse_view(view regclass) returns void language plpgsql as $$
begin
  execute format('analyze %s', view);
end
$$;

-- The table beside takes the view's place and the names of its indexes.
create function zw_finish_rebuild(view regclass, beside regclass) returns void language plpgsql as $$
declare
  named text := (select relname from pg_class where oid = view);
  renamed record;
  indexes jsonb := (
    select jsonb_object_agg(b.relname, l.relname)
    from (select i.indexrelid::regclass::text as relname, i.* from pg_index i where i.indrelid = view) as l
    join (select i.indexrelid::regclass::text as relname, i.* from pg_index i where i.indrelid = beside) as b
      on b.indkey::text = l.indkey::text and b.indisprimary = l.indisprimary and b.indisunique = l.indisunique
        and pg_get_expr(b.indpred, b.indrelid) is not distinct from pg_get_expr(l.indpred, l.indrelid));
begin
  execute format('drop table %s', view);
  execute format('alter table %s rename to %I', beside, named);
  for renamed in select * from jsonb_each_text(coalesce(indexes, '{}')) loop
    execute format('alter index %s rename to %s', renamed.key, renamed.value);
  end loop;
end
$$;

revoke execute on function zw_begin_rebuild, zw_lock_view, zw_analyse_view, zw_finish_rebuild from public;
