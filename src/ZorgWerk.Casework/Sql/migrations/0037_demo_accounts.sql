-- Accounts of the demo, whose password anybody at the console reads, and those that they added: they open only a service that is started as a demo.
alter table zw_users add column is_demo boolean not null default false;
