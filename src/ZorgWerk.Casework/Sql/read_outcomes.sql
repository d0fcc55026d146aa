select participant_id, trajectory, programme, opened_on, intake_on, strata, last_known_day, employer_contact_day, plan_day, first_step_day, work_day, full_time_day,
  work_spells, sessions, referrals_made, referrals_accepted, relapses, hand_overs, closed_because
from zw_outcomes
where tenant_id = $1 and programme = $2
-- In an order that neither puts one person's enrolments together nor is the same in two programmes.
order by sha256(convert_to($2 || participant_id::text || trajectory::text, 'UTF8'));
