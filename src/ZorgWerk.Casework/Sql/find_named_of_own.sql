(select count(*) from zw_names n where n.tenant_id = $1 and n.participant_id = seen.participant_id and n.token = any ($9)) = cardinality($9)
