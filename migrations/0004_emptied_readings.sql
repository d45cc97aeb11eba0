-- A deleted reading stays in the table's file, in plain text, until PostgreSQL happens to use the place again: through
-- VACUUM, a checkpoint and a restart. So a withdrawal is complete only when the table has a new file. `using` makes
-- PostgreSQL write it, of the rows that still stand and no others (VACUUM FULL may not run in a transaction, and it
-- keeps rows that somebody's older transaction could still see). Everybody else waits for the table meanwhile.
create function scope.empty_out_readings() returns void
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  if not scope.allows('withdrawal', 'update') then raise insufficient_privilege; end if;
  alter table reading alter column text type text using text || '';
end $$;
revoke execute on function scope.empty_out_readings() from public;
grant execute on function scope.empty_out_readings() to ownterms_app;
