-- In which form the rows of a view stand. Where that is an older one than the service writes, it builds the view anew from the streams. No line: the first form.
create table zw_view_forms (
  view varchar primary key,
  form int     not null
);
alter table zw_view_forms enable row level security;
alter table zw_view_forms force row level security;
do $$ begin execute format('create policy the_owner on zw_view_forms to %I using (true) with check (true)', current_user); end $$;
create policy the_service on zw_view_forms for select to zorgwerk_app using (true);
grant select on zw_view_forms to zorgwerk_app;
