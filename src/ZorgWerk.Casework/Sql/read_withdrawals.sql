-- A consent stands in a row for each recipient and category; it was withdrawn once.
select w.participant_id, w.withdrawn_on, w.version, w.categories, w.recipients, w.found, c.reference_sealed, c.coach_id, w.gone_through
from (
  select participant_id, consent_id, withdrawn_on, min(version) as version, array_agg(distinct category order by category) as categories, count(distinct recipient) as recipients, count(*) over () as found, sum(count(*)) over () as gone_through
  from (
    select participant_id, consent_id, withdrawn_on, version, category, recipient
    from zw_consents
    where tenant_id = $1 and withdrawn_on >= $2
    order by withdrawn_on desc, participant_id desc, consent_id desc
    limit $3
  ) as newest
  group by participant_id, consent_id, withdrawn_on
  order by withdrawn_on desc, participant_id desc, consent_id desc
  limit $4
) as w
join zw_caseload c on c.tenant_id = $1 and c.participant_id = w.participant_id
order by w.withdrawn_on desc, w.participant_id desc, w.consent_id desc;
