($3::varchar is null or programme = $3) and ($4::varchar is null or phase = $4)
