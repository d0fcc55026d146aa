-- Outcomes one by one, and in the line without an outcome the cases they are in.
select outcome, count(*), count(distinct participant_id)
from (
  select outcome, participant_id
  from zw_disclosures
  where tenant_id = $1 and (happened_on, participant_id, version) < ($2, $3, $4) and ($5 is null or happened_on >= $5) and ($6 is null or outcome = $6)
    and ($7 is null or (recipient = '00000000-0000-0000-0000-000000000000') = $7) and ($8 is null or recipient_role = any ($8)) and __category__
  order by happened_on desc, participant_id desc, version desc
  limit $9
) as d
group by grouping sets ((outcome), ());
