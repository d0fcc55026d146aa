select participant_id, __found__
from (__asking__) as seen
where case $6::varchar when 'attention' then level is not null when 'employer' then employer_contact_due_on <= $2 when 'contact' then contact_due_on <= $2 when 'today' then $2 in (next_follow_up_on, next_action_due_on) else true end
  -- Without a choice: what is under way, and what is closed and still asks for something, as it is counted.
  and ($4::varchar is not null or $5 or phase not in ('closed', 'erased') or level is not null)
  and __named__
order by __sort__, participant_id
limit $7 offset $8;
