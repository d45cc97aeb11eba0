-- The one exception to "a person can read every word about them": a safeguarding record. It lies with the organisation,
-- which the law makes keep it, and under keys of its own. The author sees it, and whoever keeps people safe there; nobody
-- who is named as implicated; and each only in a transaction that has written down the look. An emergency, in which a
-- coach opens more of a space than they were let into, is such a record too.

create table safeguarding_record (
  tenant_id uuid not null references organisation on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('record', 'emergency')),
  about_space uuid not null,
  -- Whom it is about, by the name they like, and who wrote it.
  names_sealed bytea not null,
  duty text not null check (duty in ('child-at-risk', 'adult-at-risk', 'life-in-danger', 'law', 'life-now', 'child-now')),
  written_by uuid not null references account,
  written_at timestamptz not null default now(),
  -- Both are written by the decisions about it and by nothing else.
  told_at timestamptz,
  decide_by date not null default current_date,
  kept_until date not null default (current_date + interval '7 years')::date,
  primary key (tenant_id, id),
  check ((kind = 'emergency') = (duty in ('life-now', 'child-now')))
);
create index safeguarding_record_about on safeguarding_record (about_space);
select scope.guard('safeguarding_record');
revoke update on safeguarding_record from ownterms_app;

create table safeguarding_words (
  tenant_id uuid not null,
  safeguarding_record_id uuid not null,
  happened_sealed bytea,
  why_sealed bytea not null,
  acted_sealed bytea,
  wish_sealed bytea,
  -- What others said. The person is never shown it, and reads on which ground.
  third_parties_sealed bytea,
  withheld text check (withheld in ('somebody-else', 'serious-harm', 'crime', 'court')),
  primary key (tenant_id, safeguarding_record_id),
  foreign key (tenant_id, safeguarding_record_id) references safeguarding_record on delete cascade,
  check ((third_parties_sealed is null) = (withheld is null)),
  -- An emergency says why, and nothing else.
  check (num_nonnulls(happened_sealed, acted_sealed, wish_sealed) in (0, 3))
);
select scope.guard('safeguarding_words');
revoke update, delete on safeguarding_words from ownterms_app;

-- Staff who are part of what happened. They see nothing of it, whatever role they hold or are given.
create table safeguarding_implicated (
  tenant_id uuid not null,
  safeguarding_record_id uuid not null,
  account_id uuid not null references account,
  named_by uuid not null references account,
  named_at timestamptz not null default now(),
  primary key (tenant_id, safeguarding_record_id, account_id),
  foreign key (tenant_id, safeguarding_record_id) references safeguarding_record on delete cascade
);
select scope.guard('safeguarding_implicated');
revoke update, delete on safeguarding_implicated from ownterms_app;

-- Told, or not yet, why, and until when. The first is the author's. Each after that holds when a second person agrees.
create table safeguarding_decision (
  tenant_id uuid not null,
  id uuid not null,
  safeguarding_record_id uuid not null,
  kind text not null check (kind in ('told', 'wait')),
  words_sealed bytea not null,
  until date,
  is_first boolean not null default false,
  said_by uuid not null references account,
  said_at timestamptz not null default now(),
  agreed_by uuid references account,
  agreed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, safeguarding_record_id) references safeguarding_record on delete cascade,
  check ((kind = 'wait') = (until is not null)),
  check ((agreed_by is null) = (agreed_at is null)),
  check (agreed_by <> said_by)
);
create unique index safeguarding_decision_first on safeguarding_decision (tenant_id, safeguarding_record_id)
  where is_first;
create index safeguarding_decision_of_record on safeguarding_decision (tenant_id, safeguarding_record_id);
select scope.guard('safeguarding_decision');
revoke delete on safeguarding_decision from ownterms_app;

-- Somebody who keeps people safe is asked to look at their page. It does not say at what.
create table safeguarding_letter (
  tenant_id uuid not null references organisation on delete cascade,
  id uuid not null,
  account_id uuid not null references account,
  wanted_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (tenant_id, id)
);
create index safeguarding_letter_waiting on safeguarding_letter (tenant_id) where sent_at is null;
select scope.guard('safeguarding_letter');

-- Opens chosen rooms of a space to one coach for minutes. Its id is its record's.
create table emergency (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  organisation_id uuid not null,
  account_id uuid not null references account,
  rooms text[] not null check (cardinality(rooms) > 0),
  begun_at timestamptz not null default now(),
  until timestamptz not null,
  primary key (tenant_id, id),
  check (until <= begun_at + interval '30 minutes')
);
create index emergency_of_account on emergency (tenant_id, account_id, until);
select scope.guard('emergency');
create policy own on emergency as restrictive for select to ownterms_app
  using (account_id::text = current_setting('app.actor', true) and until > statement_timestamp());

create function scope.acts_as(asked_role text) returns boolean language sql stable as
$$ select coalesce(asked_role = any (string_to_array(current_setting('app.roles', true), ',')), false) $$;

-- Whether whoever acts may know of this record: its author, or somebody who keeps people safe; nobody who is implicated.
create function scope.sees_record(asked_record uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select scope.acts_as('worker') or exists (
     select from safeguarding_record r
     where r.tenant_id = scope.tenant() and r.id = asked_record
       and (scope.acts_as('safeguarding') or r.written_by::text = current_setting('app.actor', true))
       and not exists (
         select from safeguarding_implicated i
         where i.tenant_id = r.tenant_id and i.safeguarding_record_id = r.id
           and i.account_id::text = current_setting('app.actor', true))) $$;

create function scope.wrote_record(asked_record uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select exists (
     select from safeguarding_record r
     where r.tenant_id = scope.tenant() and r.id = asked_record
       and r.written_by::text = current_setting('app.actor', true)) $$;

-- A space that stands: not taken away, and not on its way.
create function scope.stands(asked_space uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select exists (
     select from space s where s.tenant_id = asked_space
       and not exists (select from space_leaving l where l.space_id = s.tenant_id)) $$;

-- The same for its words: only in a transaction that has written down this look, while there is a space to write it in.
create function scope.opens_record(asked_record uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select scope.sees_record(asked_record) and exists (
     select from safeguarding_record r
     where r.tenant_id = scope.tenant() and r.id = asked_record
       and (not scope.stands(r.about_space) or exists (
         select from look l
         where l.tenant_id = r.about_space and l.at = now() and l.room = 'record' and l.about_id = r.id
           and l.account_id::text = current_setting('app.actor', true)))) $$;

-- Whether the coach who acts was ever let into this space from here. A duty does not end with an invitation.
create function scope.knows_person(asked_space uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select exists (
     select from invitation i
     where i.tenant_id = asked_space and i.organisation_id = scope.tenant() and i.state <> 'asked'
       and i.account_id::text = current_setting('app.actor', true)) and scope.stands(asked_space) $$;

create policy seen on safeguarding_record as restrictive for select to ownterms_app
  using (scope.sees_record(id));
create policy by_author on safeguarding_record as restrictive for insert to ownterms_app
  with check (written_by::text = current_setting('app.actor', true) and (select scope.knows_person(about_space)));
create policy at_its_end on safeguarding_record as restrictive for delete to ownterms_app
  using (kept_until < current_date);
create policy opened on safeguarding_words as restrictive for select to ownterms_app
  using (scope.opens_record(safeguarding_record_id));
create policy by_author on safeguarding_words as restrictive for insert to ownterms_app
  with check (scope.wrote_record(safeguarding_record_id));
create policy opened on safeguarding_implicated as restrictive for select to ownterms_app
  using (scope.opens_record(safeguarding_record_id));
create policy seen on safeguarding_implicated as restrictive for insert to ownterms_app
  with check (named_by::text = current_setting('app.actor', true) and scope.sees_record(safeguarding_record_id));
create policy opened on safeguarding_decision as restrictive for select to ownterms_app
  using (scope.opens_record(safeguarding_record_id));
create policy seen on safeguarding_decision as restrictive for insert to ownterms_app
  with check (scope.sees_record(safeguarding_record_id));
create policy opened_update on safeguarding_decision as restrictive for update to ownterms_app
  using (scope.opens_record(safeguarding_record_id)) with check (scope.opens_record(safeguarding_record_id));

-- What a record says of itself is the database's to write. Where no tenant is set, a backup is put back as it was.
create function scope.keep_record() returns trigger language plpgsql as
$$ begin
  if scope.tenant() is null then return new; end if;
  new.written_at := now();
  new.told_at := null;
  new.decide_by := current_date;
  new.kept_until := (current_date + interval '7 years')::date;
  return new;
end $$;
create trigger keep_record before insert on safeguarding_record for each row execute function scope.keep_record();

-- A record is seen by a second person at once, or it cannot be written; and nobody can be named until nobody is left.
create function scope.keep_second() returns trigger
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  if scope.tenant() is not null and not exists (
    select from membership m
    join safeguarding_record r on r.tenant_id = m.tenant_id and r.id = new.safeguarding_record_id
    where m.tenant_id = new.tenant_id and m.role = 'safeguarding' and m.account_id <> r.written_by
      and not exists (
        select from safeguarding_implicated i
        where i.tenant_id = r.tenant_id and i.safeguarding_record_id = r.id and i.account_id = m.account_id)) then
    raise exception 'Nobody else would see this record.' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger keep_second after insert on safeguarding_words for each row execute function scope.keep_second();
create trigger keep_second after insert on safeguarding_implicated
  for each row execute function scope.keep_second();

-- Puts a decision that holds on its record; once it is told, the looks that waited for it are shown.
create function scope.apply_decision(decision safeguarding_decision) returns void
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  if decision.kind = 'wait' then
    update safeguarding_record set decide_by = decision.until
    where tenant_id = decision.tenant_id and id = decision.safeguarding_record_id;
    return;
  end if;
  update safeguarding_record set told_at = now()
  where tenant_id = decision.tenant_id and id = decision.safeguarding_record_id;
  update look l set told_from = now()
  from safeguarding_record r
  where r.tenant_id = decision.tenant_id and r.id = decision.safeguarding_record_id
    and l.tenant_id = r.about_space and l.about_id = r.id and l.told_from = 'infinity';
end $$;

-- A decision is said by one, and agreed to by another; nothing else of it changes. At most four weeks pass between two.
create function scope.keep_decision() returns trigger
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ declare
  record safeguarding_record;
  allowed safeguarding_decision := new;
begin
  if scope.tenant() is null or (tg_op = 'UPDATE' and new is not distinct from old) then return new; end if;
  select * into record from safeguarding_record r
  where r.tenant_id = scope.tenant() and r.id = new.safeguarding_record_id for update;
  if record.told_at is not null or not scope.sees_record(new.safeguarding_record_id) then
    raise exception 'There is nothing to decide.' using errcode = '42501';
  end if;
  if new.until <= current_date or new.until > current_date + 28 then
    raise exception 'A decision holds for four weeks at most.' using errcode = '23514';
  end if;
  if tg_op = 'INSERT' then
    new.said_by := current_setting('app.actor')::uuid;
    new.said_at := now();
    new.agreed_by := null;
    new.agreed_at := null;
    new.is_first := not exists (
      select from safeguarding_decision d
      where d.tenant_id = new.tenant_id and d.safeguarding_record_id = new.safeguarding_record_id);
    if new.is_first and new.said_by <> record.written_by then
      raise exception 'The author says it first.' using errcode = '42501';
    end if;
    return new;
  end if;
  new.agreed_by := current_setting('app.actor')::uuid;
  new.agreed_at := now();
  allowed := old;
  allowed.agreed_by := new.agreed_by;
  allowed.agreed_at := new.agreed_at;
  if old.is_first or old.agreed_by is not null or new is distinct from allowed or new.agreed_by = old.said_by
     or exists (
       select from safeguarding_implicated i
       where i.tenant_id = old.tenant_id and i.safeguarding_record_id = old.safeguarding_record_id
         and i.account_id = old.said_by)
     or exists (
       select from safeguarding_decision d
       where d.tenant_id = old.tenant_id and d.safeguarding_record_id = old.safeguarding_record_id
         and d.agreed_at >= old.said_at) then
    raise exception 'This is not for you to agree to.' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_decision before insert or update on safeguarding_decision
  for each row execute function scope.keep_decision();

create function scope.settle_decision() returns trigger
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  if scope.tenant() is not null
     and ((tg_op = 'INSERT' and new.is_first) or (tg_op = 'UPDATE' and new.agreed_by is distinct from old.agreed_by)) then
    perform scope.apply_decision(new);
  end if;
  return null;
end $$;
create trigger settle_decision after insert or update on safeguarding_decision
  for each row execute function scope.settle_decision();

-- Whether a coach is in this room by an emergency at this moment. It ends when the person stops the invitation, whatever
-- the minutes say; while that is paused it does not.
create function scope.is_emergency(asked_room text) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select exists (
     select from emergency e
     join invitation i on i.tenant_id = e.tenant_id and i.account_id = e.account_id
       and i.organisation_id = e.organisation_id and i.state in ('open', 'paused')
       and (i.until is null or i.until > statement_timestamp())
     join membership m on m.tenant_id = e.organisation_id and m.account_id = e.account_id and m.role = 'coach'
     where e.tenant_id = scope.tenant() and e.account_id::text = current_setting('app.actor', true)
       and e.until > statement_timestamp() and (asked_room = 'space' or asked_room = any (e.rooms))) $$;

-- Reading by invitation or in an emergency; which of the two, the look says.
create or replace function scope.is_let_in(asked_room text) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select not scope.is_coach() or exists (
     select from look l
     where l.tenant_id = scope.tenant() and l.at = now() and l.room = asked_room
       and l.account_id::text = current_setting('app.actor', true)
       and ((l.why = 'invited' and scope.is_invited(asked_room))
            or (l.why = 'emergency' and scope.is_emergency(asked_room)))) $$;

-- What a look says of itself is the database's to write: when, by whom, why, and from when the person is shown it.
create or replace function scope.stamp_look() returns trigger
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  if scope.tenant() is null then return new; end if;
  new.at := now();
  new.told_from := now();
  if new.account_id is not null then new.account_id := current_setting('app.actor')::uuid; end if;
  if new.room = 'record' then
    new.why := 'safeguarding';
  elsif scope.is_coach() and (scope.is_invited(new.room) or not scope.is_emergency(new.room)) then
    new.why := 'invited';
  elsif scope.is_coach() then
    new.why := 'emergency';
    new.about_id := (
      select e.id from emergency e
      where e.tenant_id = new.tenant_id and e.account_id = new.account_id and e.until > statement_timestamp()
        and (new.room = 'space' or new.room = any (e.rooms))
      order by e.begun_at desc limit 1);
  end if;
  if new.why in ('safeguarding', 'emergency') then
    new.told_from := (
      select case when r.told_at is null then 'infinity' else now() end
      from safeguarding_record r where r.about_space = new.tenant_id and r.id = new.about_id);
  end if;
  return new;
end $$;

alter policy invited on space
  using ((select scope.is_invited('space')) or (select scope.is_emergency('space')));
alter policy invited on look
  with check ((select scope.is_invited('space')) or (select scope.is_emergency('space')));
create policy told on look as restrictive for select to ownterms_app using (told_from <= now());

-- An emergency opens; it changes nothing.
do $$
declare
  found record;
begin
  for found in
    select p.polrelid::regclass as asked, p.polname as name,
           substring(pg_get_expr(p.polqual, p.polrelid) from 'is_let_in\(''([^'']+)''') as room
    from pg_policy p where p.polname in ('invited_update', 'invited_delete')
  loop
    execute format('alter policy %I on %s using ((select scope.is_let_in(%L) and scope.is_invited(%3$L)))',
                   found.name, found.asked, found.room);
  end loop;
end $$;

create or replace function scope.guard_room(asked regclass, room text) returns void language plpgsql as $$
begin
  perform scope.guard(asked);
  execute format('create policy invited_select on %s as restrictive for select to ownterms_app
                  using ((select scope.is_let_in(%L)))', asked, room);
  execute format('create policy invited_insert on %s as restrictive for insert to ownterms_app
                  with check ((select scope.is_invited(%L)))', asked, room);
  execute format('create policy invited_update on %s as restrictive for update to ownterms_app
                  using ((select scope.is_let_in(%2$L) and scope.is_invited(%2$L)))
                  with check ((select scope.is_let_in(%2$L) and scope.is_invited(%2$L)))', asked, room);
  execute format('create policy invited_delete on %s as restrictive for delete to ownterms_app
                  using ((select scope.is_let_in(%2$L) and scope.is_invited(%2$L)))', asked, room);
end $$;

-- Writes down, in the space, that whoever acts opens this record. False when there is no such record for them.
create function scope.look_at_record(asked_record uuid, look_id uuid, asked_who bytea) returns boolean
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ declare
  asked_space uuid;
begin
  select r.about_space into asked_space from safeguarding_record r
  where r.tenant_id = scope.tenant() and r.id = asked_record and scope.sees_record(r.id);
  if asked_space is null then return false; end if;
  if scope.stands(asked_space) then
    insert into look (tenant_id, id, account_id, who_sealed, room, why, about_id)
    values (asked_space, look_id, current_setting('app.actor')::uuid, asked_who, 'record', 'safeguarding', asked_record);
  end if;
  return true;
end $$;

-- Whether an emergency could open more of this space to the coach who acts: they are let into chosen rooms, or it is
-- paused. Not once the person has stopped it, or it has ended.
create function scope.could_open(asked_space uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select scope.is_coach() and scope.stands(asked_space) and exists (
     select from invitation i
     where i.tenant_id = asked_space and i.organisation_id = scope.tenant()
       and i.account_id::text = current_setting('app.actor', true)
       and (i.state = 'paused' or (i.state = 'open' and i.rooms is not null))
       and (i.until is null or i.until > statement_timestamp())) $$;

-- Opens rooms in the transaction that has written the emergency down, with its ground, why, whether the person is told,
-- and a letter to whoever is told of it. Gives until when; null when it cannot be.
create function scope.open_emergency(asked_record uuid, asked_rooms text[]) returns timestamptz
language sql security definer set search_path = public, scope, pg_temp as
$$ insert into emergency (tenant_id, id, organisation_id, account_id, rooms, until)
   select r.about_space, r.id, r.tenant_id, r.written_by, asked_rooms, now() + interval '30 minutes'
   from safeguarding_record r
   join safeguarding_words w on w.tenant_id = r.tenant_id and w.safeguarding_record_id = r.id
   join safeguarding_decision d on d.tenant_id = r.tenant_id and d.safeguarding_record_id = r.id and d.is_first
   where r.tenant_id = scope.tenant() and r.id = asked_record and r.kind = 'emergency' and r.written_at = now()
     and r.written_by::text = current_setting('app.actor', true) and scope.could_open(r.about_space)
     and exists (select from safeguarding_letter l where l.tenant_id = r.tenant_id and l.wanted_at = now())
   returning until $$;

-- What the person is told, in their own space; never what others said.
create function scope.records_told()
returns table (organisation_id uuid, organisation text, id uuid, kind text, duty text, names_sealed bytea,
               written_at timestamptz, told_at timestamptz, kept_until date, happened_sealed bytea, why_sealed bytea,
               acted_sealed bytea, wish_sealed bytea, withheld text, decision_id uuid, told_sealed bytea)
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select r.tenant_id, o.name, r.id, r.kind, r.duty, r.names_sealed, r.written_at, r.told_at, r.kept_until,
          w.happened_sealed, w.why_sealed, w.acted_sealed, w.wish_sealed, w.withheld, d.id, d.words_sealed
   from safeguarding_record r
   join organisation o on o.tenant_id = r.tenant_id
   join safeguarding_words w on w.tenant_id = r.tenant_id and w.safeguarding_record_id = r.id
   join safeguarding_decision d on d.tenant_id = r.tenant_id and d.safeguarding_record_id = r.id and d.kind = 'told'
     and (d.is_first or d.agreed_at is not null)
   where scope.acts_as('person') and r.about_space = scope.tenant() and r.told_at is not null
   order by r.written_at desc, r.id $$;

-- Everybody who ever let this coach in, to be found by a name that the coach types.
create function scope.spaces_known_to(asked_account uuid)
returns table (space_id uuid, organisation_id uuid, name_sealed bytea, opened_at timestamptz)
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select i.tenant_id, i.organisation_id, s.name_sealed, max(i.opened_at)
   from invitation i
   join space s on s.tenant_id = i.tenant_id
   join membership m on m.tenant_id = i.organisation_id and m.account_id = i.account_id and m.role = 'coach'
   where i.account_id = asked_account and i.state <> 'asked' and scope.stands(i.tenant_id)
   group by i.tenant_id, i.organisation_id, s.name_sealed $$;

revoke execute on all functions in schema scope from public;
grant execute on function scope.acts_as(text), scope.sees_record(uuid), scope.wrote_record(uuid),
  scope.opens_record(uuid), scope.knows_person(uuid), scope.is_emergency(text), scope.could_open(uuid),
  scope.look_at_record(uuid, uuid, bytea), scope.open_emergency(uuid, text[]), scope.records_told() to ownterms_app;
grant execute on function scope.spaces_known_to(uuid) to ownterms_access;
