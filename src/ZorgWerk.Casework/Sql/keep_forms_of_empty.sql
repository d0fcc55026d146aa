-- A database without events has no rows in any older form.
insert into zw_view_forms (view, form) select * from unnest($1::varchar[], $2::int[]) where not exists (select from mt_events)
on conflict (view) do update set form = excluded.form;
