-- What the case asks for first: level 0 is late, 1 goes wrong soon, 2 is for today. The page says the same of each row in words; a spec holds the two together.
select c.*, d.level, case d.level when 0 then d.due when 1 then d.soon when 2 then d.due end as day
from (__cases__) as c
cross join lateral (
  select e.due, e.soon, case when e.due < $2 then 0 when e.soon is not null then 1 when e.due = $2 then 2 end as level
  from (
    select least(c.next_follow_up_on, c.employer_contact_due_on, c.next_action_due_on, c.contact_due_on) as due,
      least(
        case when c.next_follow_up_on > $2 and c.next_follow_up_on <= $2 + 7 then c.next_follow_up_on end,
        case when c.phase = 'open' then least(c.specialised_care_since, c.career_guidance_since, c.regular_guidance_since, c.plan_review_since) end,
        case when c.phase = 'open' and c.consent_ends_on between $2 and $2 + 7 then c.consent_ends_on end,
        case when c.phase = 'open' and c.certificate_valid_until < $2 + 7 then c.certificate_valid_until end) as soon
  ) as e
) as d
