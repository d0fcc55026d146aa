-- All of a coach's own, or all that are called so: they have an index to be entered by.
select participant_id, phase, programme, opened_on, last_contact_on, employer_contact_due_on, contact_due_on, next_action_due_on, next_follow_up_on, consent_ends_on,
  certificate_valid_until, specialised_care_since, career_guidance_since, regular_guidance_since, plan_review_since, has_employer, employer_consent_until,
  null::date as turn
from zw_caseload c
where tenant_id = $1 and __whose__ and __narrowed__
