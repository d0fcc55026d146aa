select seq_id from mt_events where type <> 'tombstone' order by seq_id desc limit 1;
