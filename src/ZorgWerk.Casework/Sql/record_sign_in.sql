-- Counted where it stands, so that guesses made at once are counted each; a good one that comes while the account waits is none.
update zw_users set
  failed_sign_ins = case when $3 or failed_sign_ins + 1 >= $4 then 0 else failed_sign_ins + 1 end,
  locked_until = case when not $3 and failed_sign_ins + 1 >= $4 then $6::timestamptz end
where tenant_id = $1 and user_id = $2 and (locked_until is null or locked_until <= $5)
returning locked_until is not null;
