select __columns__ from __view__ where tenant_id = $1 and participant_id = $2;
