-- What a coach who was shown out, a colleague who names others, and a chain of emergencies could find out or hide.

-- The name a coach knew when a person chose another: who is not let in does not learn the new one. Null: the name of
-- now. Sealed as the space's own name is.
alter table invitation add column known_as_sealed bytea;

create function scope.keep_known_as() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  update invitation set known_as_sealed = old.name_sealed
  where tenant_id = old.tenant_id and account_id is not null and known_as_sealed is null
    and (state <> 'open' or until <= statement_timestamp());
  return null;
end $$;
create trigger keep_known_as after update of name_sealed on space
  for each row when (old.name_sealed is distinct from new.name_sealed) execute function scope.keep_known_as();

create or replace function scope.keep_invitation() returns trigger language plpgsql as
$$ declare
  allowed invitation := old;
begin
  new.changed_at := now();
  allowed.changed_at := now();
  if new.state = 'open' and (new.until is null or new.until > statement_timestamp()) then
    new.known_as_sealed := null;
    allowed.known_as_sealed := null;
  end if;
  if not scope.is_coach() then return new; end if;
  if new.state = 'left' then
    allowed.state := 'left';
  elsif old.state = 'open' and old.is_tryout and old.until > statement_timestamp() then
    allowed.is_tryout := false;
    allowed.until := null;
    allowed.spoken_at := now();
  end if;
  if new is distinct from allowed then
    raise exception 'A guest does not change an invitation.' using errcode = '42501';
  end if;
  return new;
end $$;

-- Everybody who ever let this coach in, by the name the coach knows.
create or replace function scope.spaces_known_to(asked_account uuid)
returns table (space_id uuid, organisation_id uuid, name_sealed bytea, opened_at timestamptz)
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select distinct on (i.tenant_id, i.organisation_id)
     i.tenant_id, i.organisation_id, coalesce(i.known_as_sealed, s.name_sealed), i.opened_at
   from invitation i
   join space s on s.tenant_id = i.tenant_id
   join membership m on m.tenant_id = i.organisation_id and m.account_id = i.account_id and m.role = 'coach'
   where i.account_id = asked_account and i.state <> 'asked' and scope.stands(i.tenant_id)
   order by i.tenant_id, i.organisation_id,
     (i.state = 'open' and (i.until is null or i.until > statement_timestamp())) desc, i.opened_at desc nulls last $$;

-- A record is seen by a second person at once, or it cannot be written; and nobody can be named until too few are left
-- to decide about it: its author while they may see it, and those who keep people safe.
create or replace function scope.keep_second() returns trigger
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ declare
  keepers integer;
  deciding integer;
begin
  if scope.tenant() is null then return null; end if;
  select count(distinct m.account_id) filter (where m.role = 'safeguarding' and m.account_id <> r.written_by),
         count(distinct m.account_id)
  into keepers, deciding
  from membership m
  join safeguarding_record r on r.tenant_id = m.tenant_id and r.id = new.safeguarding_record_id
  where m.tenant_id = new.tenant_id
    and (m.role = 'safeguarding' or (m.role = 'coach' and m.account_id = r.written_by))
    and not exists (
      select from safeguarding_implicated i
      where i.tenant_id = r.tenant_id and i.safeguarding_record_id = r.id and i.account_id = m.account_id);
  if keepers < 1 or deciding < 2 then
    raise exception 'Nobody else would see this record.' using errcode = '23514';
  end if;
  return null;
end $$;

-- Somebody who keeps people safe shuts what an emergency opened.
alter table safeguarding_record add column shut_at timestamptz;
alter table safeguarding_record add column shut_by uuid references account;
alter table safeguarding_record add check ((shut_by is null) = (shut_at is null));
alter table safeguarding_record add check (shut_at is null or kind = 'emergency');

create or replace function scope.keep_record() returns trigger language plpgsql as
$$ begin
  if scope.tenant() is null then return new; end if;
  new.written_at := now();
  new.told_at := null;
  new.shut_at := null;
  new.shut_by := null;
  new.decide_by := current_date;
  new.kept_until := (current_date + interval '7 years')::date;
  return new;
end $$;

-- False when it is not theirs to shut, or nothing of it is open.
create function scope.shut_emergency(asked_record uuid) returns boolean
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ declare
  record safeguarding_record;
begin
  select * into record from safeguarding_record r
  where r.tenant_id = scope.tenant() and r.id = asked_record and r.kind = 'emergency'
    and scope.acts_as('safeguarding') and scope.sees_record(r.id)
    and r.written_by::text <> current_setting('app.actor', true);
  if record.id is null then return false; end if;
  -- Whatever else this coach has open there in the same way is shut with it.
  with shut as (
    update emergency set until = statement_timestamp()
    where tenant_id = record.about_space and organisation_id = record.tenant_id and account_id = record.written_by
      and until > statement_timestamp()
    returning id)
  update safeguarding_record r set shut_at = now(), shut_by = current_setting('app.actor')::uuid
  from shut where r.tenant_id = record.tenant_id and r.id = shut.id;
  return found;
end $$;

-- Whether a second person shut what this coach opened of this space, a day ago at most.
create function scope.was_shut(asked_space uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select exists (
     select from safeguarding_record r
     where r.tenant_id = scope.tenant() and r.about_space = asked_space and r.kind = 'emergency'
       and r.written_by::text = current_setting('app.actor', true) and r.shut_at > now() - interval '1 day') $$;

create or replace function scope.could_open(asked_space uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select scope.is_coach() and scope.stands(asked_space) and not scope.was_shut(asked_space) and exists (
     select from invitation i
     where i.tenant_id = asked_space and i.organisation_id = scope.tenant()
       and i.account_id::text = current_setting('app.actor', true)
       and (i.state = 'paused' or (i.state = 'open' and i.rooms is not null))
       and (i.until is null or i.until > statement_timestamp())) $$;

-- A letter about what was opened again within a week says that it is not the first.
alter table safeguarding_letter add column is_again boolean not null default false;

revoke execute on function scope.keep_known_as(), scope.shut_emergency(uuid), scope.was_shut(uuid) from public;
grant execute on function scope.shut_emergency(uuid), scope.was_shut(uuid) to ownterms_app;
