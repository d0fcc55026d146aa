-- Newest first, from after a line: however far back, a page costs what its own lines cost. Who was told as a role, who gave as well; nobody is named.
select d.participant_id, d.version, d.happened_on, d.outcome, d.giver, giver.role, d.recipient, d.recipient_role, d.categories, d.purpose, d.care_partner is not null, d.because,
  d.rules_version, d.recorded_by, d.struck, c.reference_sealed, e.timestamp, e.headers ->> 'entered', consent.version, consent.valid_until, consent.withdrawn_on,
  d.line, d.happened_at, d.judgement, consent.withdrawn_at
from (
  select *
  from zw_disclosures
  where tenant_id = $1 and (happened_on, participant_id, version, line) < ($2, $3, $4, $5) and ($6 is null or happened_on >= $6) and ($7 is null or outcome = $7)
    and ($8 is null or (recipient = '00000000-0000-0000-0000-000000000000') = $8) and ($9 is null or recipient_role = any ($9)) and ($10 is null or judgement = $10) and __category__
  order by happened_on desc, participant_id desc, version desc, line desc
  limit $11
) as d
join zw_caseload c on c.tenant_id = d.tenant_id and c.participant_id = d.participant_id
join mt_events e on e.tenant_id = d.tenant_id and e.stream_id = d.participant_id and e.version = d.version
left join lateral (
  select version, valid_until, withdrawn_on, withdrawn_at from zw_consents z
  where z.tenant_id = d.tenant_id and z.participant_id = d.participant_id and z.consent_id = d.consent_id
  limit 1
) as consent on true
left join lateral (
  select a.data ->> 'role' as role from mt_events a
  where a.tenant_id = d.tenant_id and a.stream_id = d.participant_id and a.type = 'actor_mapped' and a.data ->> 'actor' = d.giver::text
  limit 1
) as giver on d.giver <> '00000000-0000-0000-0000-000000000000'
order by d.happened_on desc, d.participant_id desc, d.version desc, d.line desc;
