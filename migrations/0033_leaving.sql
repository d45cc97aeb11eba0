-- Moving on, and leaving whole.

-- What a person writes to their later self. It is shown first when they come back.
create table later_letter (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  words_sealed bytea not null,
  written_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
select scope.guard('later_letter');

-- A person has moved on: everything is here for them, and open to nobody else.
create table moving_on (
  tenant_id uuid primary key references space on delete cascade,
  moved_on_at timestamptz not null default now(),
  -- From then on it all goes, unless the person stops it before. Null: it stays.
  goes_at timestamptz
);
create index moving_on_going on moving_on (goes_at) where goes_at is not null;
select scope.guard('moving_on');

-- Spaces whose day has come.
create function scope.spaces_to_go(most integer) returns table (space_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select tenant_id from moving_on where goes_at <= now() order by goes_at limit most $$;

-- Takes up a space whose day has come, in the transaction that removes it. False when its person stopped it. A tap to
-- stop it that waits for this transaction finds nothing to stop any more.
create function scope.take_up_going(asked uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  update moving_on set goes_at = '-infinity' where tenant_id = asked and goes_at <= now();
  return found;
end $$;

-- Removes every row of a space that is marked as leaving, and every way into it: whatever tables there are.
create function scope.remove_space(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  place record;
begin
  if not exists (select from space_leaving where space_id = asked)
     or exists (select from organisation where tenant_id = asked) then
    raise exception 'This space is not leaving.' using errcode = '42501';
  end if;
  delete from space where tenant_id = asked;
  for place in
    select distinct on (c.oid) c.oid::regclass as name, a.attname as holder
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and not a.attisdropped and a.attname in ('tenant_id', 'space_id')
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'space_leaving'
    -- What an organisation holds about a space is the organisation's: its rows have a tenant of their own.
    order by c.oid, a.attname = 'tenant_id' desc
  loop
    execute format('delete from %s where %I = $1', place.name, place.holder) using asked;
  end loop;
end $$;

revoke execute on function scope.spaces_to_go(integer), scope.take_up_going(uuid), scope.remove_space(uuid) from public;
grant execute on function scope.spaces_to_go(integer), scope.take_up_going(uuid), scope.remove_space(uuid)
  to ownterms_access;
