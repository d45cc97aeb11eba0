-- A line of the person's own beside a safeguarding record; one older wording that goes alone; which conversations were
-- about hard days.

-- What the person it is about says of a record they were told of. It lies with the record, under the record's key, and is
-- kept as long: what somebody wrote about a person is nowhere kept without what that person stood beside it. While their
-- space stands they take it back whenever they like. Whoever works here reads it and writes nothing.
create table safeguarding_line (
  tenant_id uuid not null,
  id uuid not null,
  safeguarding_record_id uuid not null,
  words_sealed bytea not null,
  written_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, safeguarding_record_id) references safeguarding_record on delete cascade
);
create index safeguarding_line_of_record on safeguarding_line (tenant_id, safeguarding_record_id);
select scope.guard('safeguarding_line');
revoke insert, update, delete on safeguarding_line from ownterms_app;
create policy opened on safeguarding_line as restrictive for select to ownterms_app
  using (current_user <> 'ownterms_app' or scope.opens_record(safeguarding_record_id));

-- A record its person was told of, asked for in their own space by themself; nothing otherwise.
create function scope.told_record(asked_record uuid) returns safeguarding_record
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select r.* from safeguarding_record r
   where scope.acts_as('person') and scope.stands(scope.tenant()) and r.about_space = scope.tenant()
     and r.id = asked_record and r.told_at is not null $$;

-- Stands a line beside a record, and asks those who may read it to look. False when there is no such record to read; sent
-- twice, it is there once.
create function scope.stand_beside_record(asked_record uuid, line_id uuid, asked_words bytea) returns boolean
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ declare
  record safeguarding_record := scope.told_record(asked_record);
begin
  if record.id is null then return false; end if;
  insert into safeguarding_line (tenant_id, id, safeguarding_record_id, words_sealed)
  values (record.tenant_id, line_id, record.id, asked_words) on conflict do nothing;
  if not found then return true; end if;
  insert into safeguarding_letter (tenant_id, id, account_id)
  select record.tenant_id, gen_random_uuid(), reader.account_id
  from (
    select distinct m.account_id from membership m
    where m.tenant_id = record.tenant_id and (m.role = 'safeguarding' or m.account_id = record.written_by)
      and not exists (
        select from safeguarding_implicated i
        where i.tenant_id = record.tenant_id and i.safeguarding_record_id = record.id
          and i.account_id = m.account_id)) reader;
  return true;
end $$;

-- What the person stood beside records, in their own space.
create function scope.lines_beside_records()
returns table (record_id uuid, id uuid, words_sealed bytea, written_at timestamptz)
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select l.safeguarding_record_id, l.id, l.words_sealed, l.written_at
   from safeguarding_line l
   join safeguarding_record r on r.tenant_id = l.tenant_id and r.id = l.safeguarding_record_id
   where scope.acts_as('person') and r.about_space = scope.tenant() and r.told_at is not null
   order by l.written_at, l.id $$;

-- Takes a line back. False when there is none such.
create function scope.take_back_from_record(asked_record uuid, asked_line uuid) returns boolean
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ declare
  record safeguarding_record := scope.told_record(asked_record);
begin
  delete from safeguarding_line
  where tenant_id = record.tenant_id and safeguarding_record_id = record.id and id = asked_line;
  return found;
end $$;

-- Since when a line of the person's stands beside this record: shown in the list, to whoever may know of the record.
create function scope.answered_at(asked_record uuid) returns timestamptz
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select max(l.written_at) from safeguarding_line l
   where l.tenant_id = scope.tenant() and l.safeguarding_record_id = asked_record
     and not scope.acts_as('worker') and scope.sees_record(asked_record) $$;

-- One older wording goes alone; the one that stands goes only with what it is about.
create policy standing_stays on goal_wording as restrictive for delete to ownterms_app
  using (current_user <> 'ownterms_app' or number <> (
    case when step_id is null
      then (select g.wording from goal g where g.tenant_id = goal_wording.tenant_id and g.id = goal_wording.goal_id)
      else (select s.wording from step s where s.tenant_id = goal_wording.tenant_id and s.id = goal_wording.step_id) end));
create policy standing_stays on keeping_safe_version as restrictive for delete to ownterms_app
  using (current_user <> 'ownterms_app' or id <> (select scope.newest_keeping_safe()));
create policy standing_stays on chance_version as restrictive for delete to ownterms_app
  using (current_user <> 'ownterms_app' or id <> scope.newest_of_chance(chance_id));

-- A conversation that was about hard days, when somebody says so. Its id is the conversation's.
create table keeping_safe_conversation (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  -- The coach who said so, by the name the person sees; null when the person did.
  by_account uuid,
  by_sealed bytea,
  said_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, id) references conversation on delete cascade,
  check ((by_account is null) = (by_sealed is null))
);
select scope.guard_room('keeping_safe_conversation', 'conversations');
revoke update on keeping_safe_conversation from ownterms_app;

-- It is of two rooms: a guest who is not let into keeping safe learns of it nowhere, and a guest takes away only what
-- they said themself.
create policy both_rooms on keeping_safe_conversation as restrictive for select to ownterms_app
  using (current_user <> 'ownterms_app'
         or (select scope.is_invited('keeping-safe') or scope.is_emergency('keeping-safe')));
create policy both_rooms_insert on keeping_safe_conversation as restrictive for insert to ownterms_app
  with check (current_user <> 'ownterms_app' or (select scope.is_invited('keeping-safe')));
create policy own on keeping_safe_conversation as restrictive for delete to ownterms_app
  using (current_user <> 'ownterms_app' or not (select scope.is_coach())
         or by_account::text = current_setting('app.actor', true));

-- Who says so is who acts.
create function scope.stamp_keeping_safe_conversation() returns trigger language plpgsql as
$$ begin
  if current_user <> 'ownterms_app' then return new; end if;
  new.said_at := now();
  if scope.is_coach() then
    new.by_account := nullif(current_setting('app.actor', true), '')::uuid;
  else
    new.by_account := null;
    new.by_sealed := null;
  end if;
  return new;
end $$;
create trigger stamp_keeping_safe_conversation before insert on keeping_safe_conversation
  for each row execute function scope.stamp_keeping_safe_conversation();

-- The days of those conversations, on the page for hard days: to its person, and to a guest with a look at that page who
-- may open conversations too. No word of a conversation is in it.
create function scope.conversations_about_hard_days() returns table (id uuid, happened_on date)
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select c.id, c.happened_on
   from keeping_safe_conversation k
   join conversation c on c.tenant_id = k.tenant_id and c.id = k.id
   where k.tenant_id = scope.tenant()
     and (scope.acts_as('person')
          or (scope.is_coach() and scope.is_let_in('keeping-safe')
              and (scope.is_invited('conversations') or scope.is_emergency('conversations'))))
   order by c.number desc $$;

revoke execute on all functions in schema scope from public;
grant execute on function scope.stand_beside_record(uuid, uuid, bytea), scope.lines_beside_records(),
  scope.take_back_from_record(uuid, uuid), scope.answered_at(uuid), scope.conversations_about_hard_days()
  to ownterms_app;
