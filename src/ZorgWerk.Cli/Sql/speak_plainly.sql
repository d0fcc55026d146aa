-- The same text on every server, whatever it is set to.
set local timezone = 'UTC';
set local datestyle = 'ISO, YMD';
set local bytea_output = 'hex';
set local extra_float_digits = 1;
