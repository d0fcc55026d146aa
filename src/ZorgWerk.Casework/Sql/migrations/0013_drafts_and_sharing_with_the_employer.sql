-- What somebody typed and did not record yet: their own, sealed under the key of the case, and gone after a fortnight at most.
create table zw_drafts (
  tenant_id      varchar     not null,
  participant_id uuid        not null,
  user_id        uuid        not null,
  form           varchar     not null,
  sealed         bytea       not null,
  started_at     timestamptz not null,
  saved_at       timestamptz not null,
  primary key (tenant_id, participant_id, user_id, form)
);
create index zw_drafts_user on zw_drafts (tenant_id, user_id, saved_at);
create index zw_drafts_saved on zw_drafts (saved_at);

alter table zw_drafts enable row level security;
create policy the_service on zw_drafts to zorgwerk_app using (true) with check (true);
-- Of the one who typed it alone, and no longer than that person sees the case.
create policy the_author on zw_drafts to zorgwerk_reader
  using (tenant_id = (select zw_tenant()) and user_id = (select zw_user()) and zw_may_see(tenant_id, participant_id))
  with check (tenant_id = (select zw_tenant()) and user_id = (select zw_user()) and zw_may_see(tenant_id, participant_id));
-- The service itself only takes drafts away.
grant select, delete on zw_drafts to zorgwerk_app;
grant select, insert, update, delete on zw_drafts to zorgwerk_reader;

-- Who may see a case may tell the participant who looked at it: every look that was let in. Attempts that were not are the auditor's.
create policy for_the_participant on zw_readings for select to zorgwerk_reader
  using (tenant_id = (select zw_tenant()) and (select zw_role()) in ('coach', 'team-lead') and allowed and zw_may_see(tenant_id, participant_id));

-- Whether an employer may be told anything: is there one, until when, and since when no more. Nothing in all three: the row is older than these columns.
alter table zw_caseload
  add column has_employer boolean null,
  add column employer_consent_until date null,
  add column employer_consent_withdrawn_on date null;
