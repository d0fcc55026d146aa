-- A position that was drawn in vain is not drawn again.
select case when is_called then last_value else 0 end from mt_events_sequence;
