-- What creates a role takes no parameters, so the text is made here, where names and words are quoted by those who know how. Nothing: it is there.
select format('create role %I login password %L in role %I', $1::text, $2::text, $3::text)
where not exists (select from pg_roles where rolname = $1);
