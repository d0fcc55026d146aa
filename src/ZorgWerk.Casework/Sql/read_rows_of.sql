select __columns__ from __view__
join unnest($1::varchar[], $2::uuid[]) as asked (tenant_id, participant_id) using (tenant_id, participant_id);
