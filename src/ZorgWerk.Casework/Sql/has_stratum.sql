select exists (select from zw_outcomes, unnest(strata) as stratum where tenant_id = $1 and programme = $2 and starts_with(stratum, $3));
