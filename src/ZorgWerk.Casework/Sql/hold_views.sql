-- Takes no snapshot, so the moment begins after it: a view that was swapped later would be a table whose rows that moment does not see.
lock table __views__ in access share mode;
