-- One key per subject, wrapped by a master key that is never in the database. Erasure empties the row; the row itself tells that there was one.
create table zw_keys (
  tenant_id     varchar     not null,
  subject_id    uuid        not null,
  wrapped       bytea       null,
  master_key_id varchar     not null,
  destroyed_at  timestamptz null,
  primary key (tenant_id, subject_id)
);

-- Facts and days only: what needs attention today follows from them and the date of asking.
create table zw_caseload (
  tenant_id                 varchar not null,
  participant_id            uuid    not null,
  version                   bigint  not null,
  trajectory                int     not null,
  phase                     varchar not null,
  programme                 varchar null,
  coach_id                  uuid    null,
  certificate_valid_until   date    null,
  reference_sealed          varchar null,
  name_sealed               varchar null,
  language                  varchar null,
  opened_on                 date    null,
  intake_on                 date    null,
  employer_contact_due_on   date    null,
  last_contact_on           date    null,
  contact_due_on            date    null,
  next_action_due_on        date    null,
  next_follow_up_on         date    null,
  consent_ends_on           date    null,
  specialised_care_since    date    null,
  career_guidance_since     date    null,
  regular_guidance_since    date    null,
  at_work                   boolean not null,
  hours_per_week            numeric null,
  primary key (tenant_id, participant_id)
);
create index zw_caseload_coach on zw_caseload (tenant_id, coach_id);

-- When it was recorded and what was said stand in the event of the same version.
create table zw_timeline (
  tenant_id      varchar not null,
  participant_id uuid    not null,
  version        bigint  not null,
  kind           varchar not null,
  happened_on    date    not null,
  recorded_by    uuid    not null,
  trajectory     int     not null,
  concerns       text[]  not null,
  corrects       bigint  null,
  corrected_by   bigint  null,
  struck         boolean not null,
  primary key (tenant_id, participant_id, version)
);

create table zw_disclosures (
  tenant_id      varchar not null,
  participant_id uuid    not null,
  version        bigint  not null,
  happened_on    date    not null,
  outcome        varchar not null,
  giver          uuid    not null,
  recipient      uuid    not null,
  recipient_role varchar null,
  categories     text[]  not null,
  purpose        varchar null,
  consent_id     uuid    null,
  care_partner   uuid    null,
  because        varchar null,
  rules_version  int     not null,
  recorded_by    uuid    not null,
  struck         boolean not null,
  primary key (tenant_id, participant_id, version)
);
create index zw_disclosures_day on zw_disclosures (tenant_id, happened_on);

-- Recipient by category, as intervals: who may know what on any date is a question to it, not another table.
create table zw_consents (
  tenant_id      varchar not null,
  participant_id uuid    not null,
  consent_id     uuid    not null,
  recipient      uuid    not null,
  category       varchar not null,
  giver          uuid    not null,
  purpose        varchar not null,
  version        bigint  not null,
  signed_on      date    not null,
  valid_from     date    not null,
  valid_until    date    not null,
  withdrawn_on   date    null,
  primary key (tenant_id, participant_id, consent_id, recipient, category)
);

grant select, insert, update on zw_keys to zorgwerk_app;
grant select, insert, update, delete on zw_caseload, zw_timeline, zw_disclosures, zw_consents to zorgwerk_app;
