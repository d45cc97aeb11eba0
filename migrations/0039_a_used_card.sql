-- A card that was used stays in its coach's list until its time is over, and opens nothing: else the list would tell that
-- whoever got it has a space, also when they showed the coach out again.

create or replace function scope.take_offer(asked_code bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  update offer set code_index = sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
  where code_index = asked_code and expires_at > now();
  return found;
end $$;
