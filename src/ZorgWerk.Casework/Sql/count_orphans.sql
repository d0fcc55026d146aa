select count(*) from __view__ v where not exists (select 1 from mt_streams s where s.tenant_id = v.tenant_id and s.id = v.participant_id and s.type = 'participant');
