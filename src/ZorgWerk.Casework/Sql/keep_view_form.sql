insert into zw_view_forms (view, form) values ($1, $2) on conflict (view) do update set form = excluded.form;
