-- Cases are found by name or reference without a name standing here: one row for each beginning of a word, as a fingerprint under the master key.
-- Rows and equality instead of a list and containment: under row-level security only an operator that tells nothing may go ahead of the policy
-- into an index, and containment is not one.
create table zw_names (
  tenant_id      varchar not null,
  participant_id uuid    not null,
  token          bigint  not null,
  primary key (tenant_id, participant_id, token)
);
create index zw_names_token on zw_names (tenant_id, token, participant_id);
alter table zw_names enable row level security;
create policy the_service on zw_names to zorgwerk_app using (true) with check (true);
create policy who_may_see on zw_names for select to zorgwerk_reader using (tenant_id = (select zw_tenant()) and zw_may_see(tenant_id, participant_id));
grant select, insert, update, delete on zw_names to zorgwerk_app;
grant select on zw_names to zorgwerk_reader;

-- The list is filtered, counted and sorted in one index, of a coach or of all; only the rows of a page are fetched.
drop index zw_caseload_coach;
create index zw_caseload_list on zw_caseload (tenant_id, coach_id, participant_id) include (
  phase, programme, opened_on, last_contact_on, employer_contact_due_on, contact_due_on, next_action_due_on, next_follow_up_on, consent_ends_on,
  certificate_valid_until, specialised_care_since, career_guidance_since, regular_guidance_since, plan_review_since, has_employer, employer_consent_until);

-- Who took the trail along, when, and narrowed to what; nothing in it is of a case. Stands before the first line leaves.
create table zw_exports (
  export_id bigint generated always as identity primary key,
  tenant_id varchar     not null,
  user_id   uuid        not null,
  role      varchar     not null,
  asked     varchar     not null,
  at        timestamptz not null default clock_timestamp()
);
create index zw_exports_newest on zw_exports (tenant_id, export_id);
create trigger zw_append_only before update or delete or truncate on zw_exports for each statement execute function zw_refuse_change();
alter table zw_exports enable always trigger zw_append_only;
alter table zw_exports enable row level security;
create policy who_took on zw_exports for insert to zorgwerk_reader with check (tenant_id = (select zw_tenant()) and user_id = (select zw_user()) and role = (select zw_role()) and role = 'auditor');
create policy who_may_see on zw_exports for select to zorgwerk_reader using (tenant_id = (select zw_tenant()) and (select zw_role()) = 'auditor');
grant select, insert on zw_exports to zorgwerk_reader;
