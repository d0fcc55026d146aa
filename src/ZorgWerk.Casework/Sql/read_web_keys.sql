select text from zw_web_keys order by name;
