-- An attempt is counted before the password is looked at, and is taken off again when it was right. Over a limit it is not made: then the first of
-- those that count tells when the next one may be.
with counted as (
  select
    count(*) filter (where address_key = $3) as of_address,
    min(at) filter (where address_key = $3) as first_of_address,
    count(*) filter (where address_key = $3 and tenant_id = $1 and login_id = $2) as of_both,
    min(at) filter (where address_key = $3 and tenant_id = $1 and login_id = $2) as first_of_both,
    count(*) filter (where address_key <> $3) as of_others
  from zw_sign_in_attempts
  where at > $4 and (address_key = $3 or (tenant_id = $1 and login_id = $2))
), judged as (
  select case
    when of_address >= $6 then first_of_address
    when of_both >= case when of_others >= $8 then $9 else $7 end then first_of_both
  end as since
  from counted
), made as (
  insert into zw_sign_in_attempts (tenant_id, login_id, address_key, at)
  select $1, $2, $3, $5 from judged where since is null
)
select since from judged;
