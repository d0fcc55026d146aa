select participant_id, version, happened_on, outcome, giver, recipient, recipient_role, categories, purpose, consent_id, care_partner, because, rules_version, recorded_by, struck
from zw_disclosures
where tenant_id = $1 and ($2 is null or participant_id = $2)
order by happened_on, participant_id, version;
