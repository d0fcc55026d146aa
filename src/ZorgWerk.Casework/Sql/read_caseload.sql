-- The rows of one page, or as many as can be sorted by a name that only the key opens.
select participant_id, trajectory, phase, programme, coach_id, certificate_valid_until, reference_sealed, name_sealed, language, opened_on, intake_on,
  employer_contact_due_on, last_contact_on, contact_due_on, next_action_due_on, next_follow_up_on, consent_ends_on,
  specialised_care_since, career_guidance_since, regular_guidance_since, at_work, hours_per_week,
  plan_review_since, has_employer, employer_consent_until, employer_consent_withdrawn_on, employer_consent_from
from zw_caseload
where tenant_id = $1 and participant_id = any ($2);
