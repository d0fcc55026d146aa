select participant_id, version, line, happened_on, happened_at, outcome, giver, recipient, recipient_role, categories, purpose, consent_id, care_partner, because, rules_version,
  recorded_by, struck, judgement
from zw_disclosures
where tenant_id = $1 and ($2 is null or participant_id = $2) and ($3 is null or judgement = $3)
order by happened_on, participant_id, version, line;
