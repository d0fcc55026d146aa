($3::varchar is null or programme = $3) and case when $4::varchar is not null then phase = $4 else $5 or phase not in ('closed', 'erased') end
