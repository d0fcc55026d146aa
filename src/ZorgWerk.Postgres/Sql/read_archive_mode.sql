select current_setting('archive_mode');
