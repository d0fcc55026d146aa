-- As many as lists are made of, along an index that holds all these columns, and the coach for the policy: from when on each asks for attention at the earliest, then who is under way, then who is over. A consent that ran out asks for nothing any more and stands here all the same, as it does in the index.
select participant_id, phase, programme, opened_on, last_contact_on, employer_contact_due_on, contact_due_on, next_action_due_on, next_follow_up_on, consent_ends_on,
  certificate_valid_until, specialised_care_since, career_guidance_since, regular_guidance_since, plan_review_since, has_employer, employer_consent_until,
  coalesce(
    least(next_follow_up_on - 7, employer_contact_due_on, next_action_due_on, contact_due_on,
      case when phase = 'open' then least(specialised_care_since, career_guidance_since, regular_guidance_since, plan_review_since, certificate_valid_until - 6, consent_ends_on - 7) end),
    case when phase <> 'closed' and phase <> 'erased' then date 'infinity' end) as turn
from zw_caseload
where tenant_id = $1 and __narrowed__
order by turn, participant_id
limit __most__
