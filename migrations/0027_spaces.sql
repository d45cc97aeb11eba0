-- A person's own space: a tenant of its own, with its own key. Nothing in an organisation's tenant says that it is there;
-- the invitation that opens it to a coach lies in it, and the policies below ask it at every statement.

create extension if not exists btree_gist;

-- The wall. A landlord is not in the room, and whoever leads opens no space, whatever else they do. Looked at when a
-- change of staff is whole.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check
  check (role in ('lead', 'listener', 'reader', 'coach', 'safeguarding', 'housing'));
alter table membership add constraint membership_housing_apart
  exclude using gist (tenant_id with =, account_id with =, (case role when 'housing' then 1 else 0 end) with <>)
  where (role in ('housing', 'coach', 'safeguarding', 'listener')) deferrable initially deferred;
alter table membership add constraint membership_lead_apart
  exclude using gist (tenant_id with =, account_id with =, (case role when 'lead' then 1 else 0 end) with <>)
  where (role in ('lead', 'coach', 'safeguarding')) deferrable initially deferred;

create table space (
  tenant_id uuid primary key,
  -- What the person likes to be called here.
  name_sealed bytea not null,
  -- The space a quiet phrase of this person opens, which knows nothing of this one.
  quiet_sealed bytea,
  -- The words to come back with, for as long as the page shows them.
  phrase_sealed bytea,
  phrase_until timestamptz,
  begun_on date not null default current_date
);
select scope.guard('space');

-- Ways in, before a tenant is known: each row leads to one space and says nothing else.
create table space_entry (
  id uuid primary key,
  entry_index bytea not null unique,
  space_id uuid not null
);
create index space_entry_of_space on space_entry (space_id);

create table space_session (
  id uuid primary key,
  token_hash bytea not null unique,
  space_id uuid not null,
  -- On a phone that others use too: ends after five minutes still, and when the browser closes.
  is_shared boolean not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index space_session_of_space on space_session (space_id);
create index space_session_ended on space_session (expires_at);

-- A space that is being taken away for good: nobody gets in, and a round goes on until keys and rows are gone.
create table space_leaving (
  space_id uuid primary key,
  begun_at timestamptz not null default now()
);
grant select, insert, update, delete on space_entry, space_session, space_leaving to ownterms_access;

-- Opens a space, or chosen rooms of it, to one coach, until it ends.
create table invitation (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  organisation_id uuid,
  account_id uuid references account,
  -- The coach's name and organisation, as the person sees them.
  coach_sealed bytea,
  asked_by text not null check (asked_by in ('person', 'coach')),
  state text not null check (state in ('asked', 'open', 'paused', 'stopped', 'left')),
  code_index bytea,
  -- Null: all rooms.
  rooms text[],
  -- Null: until somebody stops it.
  until timestamptz,
  is_tryout boolean not null default false,
  -- The coach says that the person said aloud to go on. The person sees it.
  spoken_at timestamptz,
  asked_at timestamptz not null default now(),
  opened_at timestamptz,
  changed_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check (state in ('asked', 'stopped') or (account_id is not null and organisation_id is not null))
);
create index invitation_of_account on invitation (account_id) where state = 'open';
create index invitation_of_code on invitation (code_index) where code_index is not null;
select scope.guard('invitation');

-- Somebody opened something of this person's, or took it out. Written in the transaction that reads, which sees
-- nothing without it.
create table look (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  at timestamptz not null default now(),
  account_id uuid,
  who_sealed bytea not null,
  room text not null,
  why text not null,
  about_id uuid,
  -- Shown to the person from then on; a look at what they could not safely be told yet waits for that.
  told_from timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index look_by_time on look (tenant_id, at);
select scope.guard('look');
revoke update on look from ownterms_app;

-- Nobody chooses the time of a look, or puts it on somebody else. What a backup brings back stays as it was.
create function scope.stamp_look() returns trigger language plpgsql as
$$ begin
  if current_user <> 'ownterms_app' then return new; end if;
  new.at := now();
  if new.account_id is not null then new.account_id := current_setting('app.actor')::uuid; end if;
  return new;
end $$;
create trigger stamp_look before insert on look for each row execute function scope.stamp_look();

create function scope.is_coach() returns boolean language sql stable as
$$ select coalesce('coach' = any (string_to_array(current_setting('app.roles', true), ',')), false) $$;

-- Whether the coach who acts is invited into this room of this space, at this moment, by the database's clock. A coach
-- who works there no longer is not, whatever the invitation says. Anybody else is not asked.
create function scope.is_invited(asked_room text) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select not scope.is_coach() or exists (
     select from invitation i
     join membership m on m.tenant_id = i.organisation_id and m.account_id = i.account_id and m.role = 'coach'
     where i.tenant_id = scope.tenant() and i.account_id::text = current_setting('app.actor', true)
       and i.state = 'open' and (i.until is null or i.until > statement_timestamp())
       and (i.rooms is null or asked_room = 'space' or asked_room = any (i.rooms))) $$;

-- The same for reading: only in a transaction that has written down this look.
create function scope.is_let_in(asked_room text) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select not scope.is_coach() or (scope.is_invited(asked_room) and exists (
     select from look l
     where l.tenant_id = scope.tenant() and l.at = now() and l.room = asked_room
       and l.account_id::text = current_setting('app.actor', true))) $$;

-- Of an invitation a coach changes two things only: while it is open, that the person said aloud to go on; and that
-- they leave.
create function scope.keep_invitation() returns trigger language plpgsql as
$$ declare
  allowed invitation := old;
begin
  new.changed_at := now();
  allowed.changed_at := now();
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
create trigger keep_invitation before update on invitation for each row execute function scope.keep_invitation();

-- Puts a table of a space behind the door and behind the invitation: a coach reads it in a transaction with a look,
-- and writes what the matrix lets coaches write.
create function scope.guard_room(asked regclass, room text) returns void language plpgsql as $$
begin
  perform scope.guard(asked);
  execute format('create policy invited_select on %s as restrictive for select to ownterms_app
                  using ((select scope.is_let_in(%L)))', asked, room);
  execute format('create policy invited_insert on %s as restrictive for insert to ownterms_app
                  with check ((select scope.is_invited(%L)))', asked, room);
  execute format('create policy invited_update on %s as restrictive for update to ownterms_app
                  using ((select scope.is_let_in(%2$L))) with check ((select scope.is_let_in(%2$L)))', asked, room);
  execute format('create policy invited_delete on %s as restrictive for delete to ownterms_app
                  using ((select scope.is_let_in(%L)))', asked, room);
end $$;

-- A guest sees the name a person likes, and their own invitation; of looks nothing.
create policy invited on space as restrictive for select to ownterms_app
  using ((select scope.is_invited('space')));
create policy own on invitation as restrictive for all to ownterms_app
  using (not (select scope.is_coach()) or account_id::text = current_setting('app.actor', true));
create policy invited on look as restrictive for insert to ownterms_app
  with check ((select scope.is_invited('space')));

-- A coach's card: whoever types its words in their own space lets this coach in. It is about nobody.
create table offer (
  tenant_id uuid not null references organisation on delete cascade,
  id uuid not null,
  account_id uuid not null references account,
  code_index bytea not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);
create index offer_of_code on offer (code_index);
select scope.guard('offer');
create policy own on offer as restrictive for all to ownterms_app
  using (account_id::text = current_setting('app.actor', true));

-- What a card says to whoever holds it: who offers, from where. Nothing when it is used, too old, or its coach has left.
create function scope.offer_of(asked_code bytea)
returns table (organisation_id uuid, organisation text, account_id uuid, name_sealed bytea, offer_id uuid,
               is_housing boolean)
language sql stable security definer set search_path = public, pg_temp as
$$ select o.tenant_id, g.name, o.account_id, m.name_sealed, o.id,
          exists (select from membership h where h.tenant_id = o.tenant_id and h.role = 'housing')
   from offer o
   join organisation g on g.tenant_id = o.tenant_id
   join membership m on m.tenant_id = o.tenant_id and m.account_id = o.account_id and m.role = 'coach'
   where o.code_index = asked_code and o.expires_at > now() $$;

-- Uses a card up, in the transaction that opens the invitation. False when somebody else was faster.
create function scope.take_offer(asked_code bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  delete from offer where code_index = asked_code and expires_at > now();
  return found;
end $$;

-- The space whose person gave these words to a coach.
create function scope.space_of_code(asked_code bytea) returns table (space_id uuid, invitation_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select i.tenant_id, i.id from invitation i
   where i.code_index = asked_code and i.state = 'asked' and i.asked_at > now() - interval '14 days' $$;

-- The spaces that are open to a coach now.
create function scope.spaces_open_to(asked_account uuid)
returns table (space_id uuid, invitation_id uuid, organisation_id uuid, rooms text[], until timestamptz,
               is_tryout boolean, name_sealed bytea)
language sql stable security definer set search_path = public, pg_temp as
$$ select i.tenant_id, i.id, i.organisation_id, i.rooms, i.until, i.is_tryout, s.name_sealed
   from invitation i
   join space s on s.tenant_id = i.tenant_id
   join membership m on m.tenant_id = i.organisation_id and m.account_id = i.account_id and m.role = 'coach'
   where i.account_id = asked_account and i.state = 'open' and (i.until is null or i.until > statement_timestamp()) $$;

-- Invitations to somebody who is a coach there no longer: a round ends them, and their people see it.
create function scope.left_by_coaches(most integer) returns table (space_id uuid, invitation_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select i.tenant_id, i.id from invitation i
   where i.state in ('open', 'paused') and not exists (
     select from membership m where m.tenant_id = i.organisation_id and m.account_id = i.account_id and m.role = 'coach')
   limit most $$;

-- Whose server this is and whom to ring, on the pages of a space: the organisation it was set up for.
create function scope.host() returns table (name text, operator text, help_lines jsonb, is_housing boolean)
language sql stable security definer set search_path = public, pg_temp as
$$ select o.name, o.operator, o.help_lines,
          exists (select from membership h where h.tenant_id = o.tenant_id and h.role = 'housing')
   from organisation o order by o.created_at, o.tenant_id limit 1 $$;

revoke execute on all functions in schema scope from public;
grant execute on function scope.is_coach(), scope.is_invited(text), scope.is_let_in(text), scope.take_offer(bytea)
  to ownterms_app;
grant execute on function scope.offer_of(bytea), scope.space_of_code(bytea), scope.spaces_open_to(uuid),
  scope.left_by_coaches(integer), scope.host() to ownterms_access;
