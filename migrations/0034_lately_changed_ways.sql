-- Whoever picks up a phone that is in can give themself new words and come in with them. For a week after a way in was
-- changed nobody lets everything go at once.

-- When words took the place of others; null for those a space began with.
alter table space_entry add column renewed_at timestamptz;

create function scope.stamp_renewal() returns trigger language plpgsql as
$$ begin
  -- Inside a space words are only ever replaced.
  if scope.tenant() is not null then new.renewed_at := now(); end if;
  return new;
end $$;
create trigger stamp_renewal before insert on space_entry for each row execute function scope.stamp_renewal();

-- Whether whoever is in this session has just come in, by a way that is older than a week or as old as the space.
create function scope.may_go_now(asked_session uuid, minutes integer) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select exists (
     select from space_session s
     join space p on p.tenant_id = s.space_id
     where s.id = asked_session and s.created_at > now() - make_interval(mins => minutes)
       and not exists (
         select from (
           select e.renewed_at as at from space_entry e where e.space_id = s.space_id
           union all select k.created_at from space_passkey k where k.space_id = s.space_id
           union all select a.added_at from space_address a where a.space_id = s.space_id) way
         where way.at > now() - interval '7 days' and way.at::date > p.begun_on)) $$;

revoke execute on function scope.stamp_renewal(), scope.may_go_now(uuid, integer) from public;
grant execute on function scope.may_go_now(uuid, integer) to ownterms_access;
