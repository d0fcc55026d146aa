-- Whoever sees a whole organisation goes through so many of its cases and no more, along this order: by the day from which a case asks for attention, then those under way that ask for nothing, then those that are over.
-- It holds all that lists are made of, so that rows are fetched for one page only.
create index zw_caseload_turn on zw_caseload (tenant_id, (coalesce(
  least(next_follow_up_on - 7, employer_contact_due_on, next_action_due_on, contact_due_on,
    case when phase = 'open' then least(specialised_care_since, career_guidance_since, regular_guidance_since, plan_review_since, certificate_valid_until - 6, consent_ends_on - 7) end),
  case when phase <> 'closed' and phase <> 'erased' then date 'infinity' end)), participant_id) include (
  phase, programme, coach_id, opened_on, last_contact_on, employer_contact_due_on, contact_due_on, next_action_due_on, next_follow_up_on, consent_ends_on,
  certificate_valid_until, specialised_care_since, career_guidance_since, regular_guidance_since, plan_review_since, has_employer, employer_consent_until);

-- A coach's cases are entered by coach and read where they stand; one index that covers lists is enough to be written with every step.
create index zw_caseload_coach on zw_caseload (tenant_id, coach_id, participant_id);
drop index zw_caseload_list;
