delete from __view__ as v using unnest($1::varchar[], $2::uuid[]) as of (tenant_id, participant_id)
where v.tenant_id = of.tenant_id and v.participant_id = of.participant_id;
