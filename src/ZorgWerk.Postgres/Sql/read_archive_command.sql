select current_setting('archive_command');
