insert into __table__ select r.* from unnest($1::text[]) with ordinality as line (text, number), json_populate_record(null::__table__, line.text::json) r order by line.number;
