select tenant_id, stream_id, version, data::text, headers ->> 'by' from mt_events where type = 'personal_data_erased' order by seq_id;
