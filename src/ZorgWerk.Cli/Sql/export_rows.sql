select json_build_object('__table__', row_to_json(r))::text from __table__ r order by __order__;
