select participant_id, __found__
from (__asking__) as seen
where case $6::varchar when 'attention' then level is not null when 'employer' then employer_contact_due_on <= $2 when 'contact' then contact_due_on <= $2 when 'today' then $2 in (next_follow_up_on, next_action_due_on) else true end
  and __named__
order by __sort__, participant_id
limit $7 offset $8;
