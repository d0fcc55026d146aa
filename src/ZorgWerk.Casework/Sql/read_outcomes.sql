select participant_id, trajectory, programme, opened_on, intake_on, strata, last_known_day, employer_contact_day, plan_day, first_step_day, work_day, full_time_day,
  work_spells, sessions, referrals_made, referrals_accepted, relapses, hand_overs, closed_because
from zw_outcomes
where tenant_id = $1 and programme = $2
order by participant_id, trajectory;
