participant_id in (select participant_id from zw_names where tenant_id = $1 and token = any ($9) group by participant_id having count(*) = cardinality($9))
