-- Outcomes one by one, judgements one by one, and in the line without either the cases they are in.
select grouping(outcome, judgement), coalesce(outcome, judgement), count(*), count(distinct participant_id)
from (
  select outcome, judgement, participant_id
  from zw_disclosures
  where tenant_id = $1 and (happened_on, participant_id, version, line) < ($2, $3, $4, $5) and ($6 is null or happened_on >= $6) and ($7 is null or outcome = $7)
    and ($8 is null or (recipient = '00000000-0000-0000-0000-000000000000') = $8) and ($9 is null or recipient_role = any ($9)) and ($10 is null or judgement = $10) and __category__
  order by happened_on desc, participant_id desc, version desc, line desc
  limit $11
) as d
group by grouping sets ((outcome), (judgement), ());
