-- Asked by a group of appends for each thing that is not as the group took it to be. It ends the transaction, so that nothing of the group is written.
create function zw_append_is_stale() returns boolean language plpgsql as $$
begin
  raise exception 'the appends are judged once more: a command is known, or a stream moved on' using errcode = 'ZW001';
end
$$;
