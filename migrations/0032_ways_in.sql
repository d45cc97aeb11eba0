-- Ways into a space beside a name and its words, and the way back when all of them are lost.

-- What of the way back names somebody lies in the space, under its key. No guest sees it.
create table way_back (
  tenant_id uuid primary key references space on delete cascade,
  -- Where codes go, when the person chose that.
  address_sealed bytea,
  -- Two people, as the person calls them.
  named_sealed bytea,
  -- Two who work here may give new words, when the person allowed it beforehand.
  organisation_id uuid
);
select scope.guard('way_back');

create table space_passkey (
  id uuid primary key,
  space_id uuid not null,
  credential text not null unique,
  public_key text not null,
  counter bigint not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index space_passkey_of_space on space_passkey (space_id);

-- A name and an address together. Two spaces may have the same: nobody learns from it that there is another.
create table space_address (
  id uuid primary key,
  space_id uuid not null unique,
  address_index bytea not null,
  added_at timestamptz not null default now()
);
create index space_address_of_index on space_address (address_index);

-- The words of two people together: those of one alone lead nowhere, and cannot be tried.
create table space_named (
  id uuid primary key,
  space_id uuid not null unique,
  pair_index bytea not null unique
);

-- Somebody who works where the person allowed it says to have spoken with them; a second one has to say so too.
create table space_vouch (
  id uuid primary key,
  space_id uuid not null unique,
  code_index bytea not null unique,
  account_id uuid not null references account,
  organisation_id uuid not null,
  vouched_at timestamptz not null default now()
);

-- New words were asked for. They are given a day later, unless somebody who is in stops it.
create table space_recovery (
  id uuid primary key,
  space_id uuid not null unique,
  -- Words whoever began it keeps, and comes back with.
  waiting_index bytea not null unique,
  begun_by text not null check (begun_by in ('named', 'staff')),
  -- Invitations that wait until the person is in and says so.
  paused uuid[] not null default '{}',
  begun_at timestamptz not null default now(),
  stopped_at timestamptz,
  used_at timestamptz,
  check (used_at is null or used_at >= begun_at + interval '1 day'),
  check (stopped_at is null or used_at is null)
);

-- Nobody who serves pages can set back when it began.
create function scope.stamp_use() returns trigger language plpgsql as
$$ begin
  if new.used_at is distinct from old.used_at then new.used_at := now(); end if;
  return new;
end $$;
create trigger stamp_use before update on space_recovery for each row execute function scope.stamp_use();

grant select, insert, update, delete on space_passkey, space_address, space_named, space_vouch to ownterms_access;
grant select, delete, insert (id, space_id, waiting_index, begun_by, paused), update (stopped_at, used_at, paused)
  on space_recovery to ownterms_access;

-- Whether who acts may change the ways into this space: its person, and the software itself.
create function scope.refuse_guest() returns void language plpgsql stable as
$$ begin
  if scope.tenant() is null or not exists (
    select from unnest(string_to_array(current_setting('app.roles', true), ',')) role
    where role in ('person', 'worker'))
  then
    raise exception 'Only a person changes the ways into their space.' using errcode = '42501';
  end if;
end $$;

-- A name and words in place of those before, in the transaction that shows them. False when those before are not the
-- ones meant: somebody changed them meanwhile. The same again changes nothing.
create function scope.replace_entry(was uuid, new_id uuid, new_index bytea) returns boolean
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  perform scope.refuse_guest();
  if exists (select from space_entry where space_id = scope.tenant() and entry_index = new_index) then
    return true;
  end if;
  if was is not null and not exists (select from space_entry where space_id = scope.tenant() and id = was) then
    return false;
  end if;
  delete from space_entry where space_id = scope.tenant();
  insert into space_entry (id, space_id, entry_index) values (new_id, scope.tenant(), new_index);
  return true;
end $$;

-- Null takes it away.
create function scope.replace_address(new_id uuid, new_index bytea) returns void
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  perform scope.refuse_guest();
  delete from space_address where space_id = scope.tenant();
  if new_index is not null then
    insert into space_address (id, space_id, address_index) values (new_id, scope.tenant(), new_index);
  end if;
end $$;

create function scope.replace_named(new_id uuid, new_index bytea) returns void
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  perform scope.refuse_guest();
  delete from space_named where space_id = scope.tenant();
  if new_index is not null then
    insert into space_named (id, space_id, pair_index) values (new_id, scope.tenant(), new_index);
  end if;
end $$;

-- No way leads to a space that has gone.
create function scope.forget_ways() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  delete from space_entry where space_id = old.tenant_id;
  delete from space_session where space_id = old.tenant_id;
  delete from space_passkey where space_id = old.tenant_id;
  delete from space_address where space_id = old.tenant_id;
  delete from space_named where space_id = old.tenant_id;
  delete from space_vouch where space_id = old.tenant_id;
  delete from space_recovery where space_id = old.tenant_id;
  return old;
end $$;
create trigger forget_ways after delete on space for each row execute function scope.forget_ways();

revoke execute on function scope.stamp_use(), scope.refuse_guest(), scope.replace_entry(uuid, uuid, bytea),
  scope.replace_address(uuid, bytea), scope.replace_named(uuid, bytea), scope.forget_ways() from public;
grant execute on function scope.replace_entry(uuid, uuid, bytea), scope.replace_address(uuid, bytea),
  scope.replace_named(uuid, bytea) to ownterms_app;
