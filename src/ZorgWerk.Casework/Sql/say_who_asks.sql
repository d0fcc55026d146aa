select set_config('zw.tenant', $1, true), set_config('zw.user', $2, true), set_config('zw.role', $3, true);
