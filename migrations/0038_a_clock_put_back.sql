-- A clock that is put back by a day changes no order, hides no look and makes no phone fresh that has lain about.

-- What waits to be told waits without an end; any other look is its person's at once, whatever the clock says by now.
alter policy told on look using (current_user <> 'ownterms_app' or told_from < 'infinity');

-- What is added comes after all that is there. What comes back from a backup keeps its place.
create function scope.place_last() returns trigger
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ declare
  last bigint;
begin
  if scope.tenant() is null then return new; end if;
  execute format('select coalesce(max(place), 0) from %s where tenant_id = $1', tg_relid::regclass)
    into last using new.tenant_id;
  new.place := greatest(last + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint);
  return new;
end $$;
-- Named to come after keep_together, which takes from a coach the choice of a place.
create trigger place_last before insert on goal for each row execute function scope.place_last();
create trigger place_last before insert on step for each row execute function scope.place_last();

-- Whoever came in later than now came in before the clock was put back: nobody knows how long ago that is.
create or replace function scope.may_go_now(asked_session uuid, minutes integer) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select exists (
     select from space_session s
     join space p on p.tenant_id = s.space_id
     where s.id = asked_session and s.created_at > now() - make_interval(mins => minutes) and s.created_at <= now()
       and not exists (
         select from (
           select e.renewed_at as at from space_entry e where e.space_id = s.space_id
           union all select k.created_at from space_passkey k where k.space_id = s.space_id
           union all select a.added_at from space_address a where a.space_id = s.space_id) way
         where way.at > now() - interval '7 days' and way.at::date > p.begun_on)) $$;

revoke execute on function scope.place_last() from public;
