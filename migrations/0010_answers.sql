-- What people are told and asked, what they answered, in which words; the way back; a list of payments.

-- Promises of an exercise, shown to whoever contributes. Empty texts: the sentences the program comes with.
alter table exercise add column basis text not null default 'consent'
  check (basis in ('consent', 'legitimate-interests', 'public-task', 'other'));
alter table exercise add column basis_text text not null default '';
alter table exercise add column might_act text not null default '';
-- Until this day everything can be removed; null: until the first piece is printed.
alter table exercise add column remove_until date;
-- On this day the raw words go; null: no day was set.
alter table exercise add column if not exists raw_until date;
-- What is given to those who take part; empty: nothing.
alter table exercise add column payment text not null default '';
-- Which of the further uses are asked.
alter table exercise add column asks text not null default 'describe sign recording later preview told';

-- The sentences people read or heard before they answered, written once: years later they can be printed.
create table wording (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  version text not null,
  language text not null,
  sentences jsonb not null,
  content_index bytea not null,
  written_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, exercise_id, version, language, content_index),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('wording');
revoke update, delete, truncate on wording from ownterms_app;

alter table consent_event drop constraint consent_event_use_check;
alter table consent_event add constraint consent_event_use_check check (use in
  ('read', 'quote', 'describe', 'sign', 'recording', 'later', 'preview', 'told'));
alter table consent_event add column wording_id uuid;
alter table consent_event add foreign key (tenant_id, wording_id) references wording (tenant_id, id)
  on delete set null (wording_id);
-- How the answer was given, and which key opens what was written about it: the organisation's in rows of before.
alter table consent_event add column way text not null default 'before'
  check (way in ('before', 'page', 'spoken', 'written', 'joined'));
alter table consent_event add column how_key text not null default 'organisation'
  check (how_key in ('organisation', 'voice'));

-- What a voice says of itself, under the voice's own key: only as long as it wants.
create table voice_detail (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  voice_id uuid not null,
  kind text not null check (kind in ('description', 'name', 'hats', 'reach')),
  text_sealed bytea not null,
  written_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, voice_id, kind),
  foreign key (tenant_id, voice_id) references voice (tenant_id, id) on delete cascade
);
select scope.guard('voice_detail');

-- A sending from the come-back page, so that the same form sent twice is kept once.
alter table contribution add column sending_index bytea;
create unique index contribution_once on contribution (tenant_id, exercise_id, sending_index)
  where sending_index is not null;

-- Phrases of before were hashed without the exercise's pepper.
alter table come_back add column made text not null default 'four-words'
  check (made in ('four-words', 'peppered'));

-- Somebody asks a listener for a new phrase, or for a print of all we hold. It waits a day and for a second person.
create table request (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  voice_id uuid not null,
  kind text not null check (kind in ('phrase', 'print')),
  -- What the person is given to come back with.
  number integer not null,
  how_known_sealed bytea not null,
  asked_by uuid not null references account,
  asked_at timestamptz not null default clock_timestamp(),
  ready_at timestamptz not null default clock_timestamp() + interval '1 day',
  second_by uuid references account,
  second_at timestamptz,
  stopped_by text,
  stopped_at timestamptz,
  done_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, exercise_id, number),
  check (second_by is null or second_by <> asked_by),
  check (ready_at >= asked_at + interval '1 day'),
  foreign key (tenant_id, voice_id) references voice (tenant_id, id) on delete cascade
);
create index request_of_voice on request (tenant_id, voice_id);
select scope.guard('request');

-- How many phrases lead to a voice; listeners may see that and nothing else of them.
create function scope.count_come_backs(asked_voice uuid) returns bigint
language sql stable security definer set search_path = public, pg_temp as
$$ select count(*) from come_back
   where tenant_id = scope.tenant() and voice_id = asked_voice and scope.allows('request', 'select') $$;

-- The first phrase of a voice that has none: one that was heard and not read.
create function scope.give_come_back(asked_voice uuid, new_id uuid, new_hash bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  if not scope.allows('request', 'insert') then raise insufficient_privilege; end if;
  perform 1 from voice where tenant_id = scope.tenant() and id = asked_voice for update;
  insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, made)
  select v.tenant_id, new_id, v.exercise_id, v.id, new_hash, 'peppered' from voice v
  where v.tenant_id = scope.tenant() and v.id = asked_voice
    and not exists (select from come_back c where c.tenant_id = v.tenant_id and c.voice_id = v.id)
    and not exists (select from consent_event e where e.tenant_id = v.tenant_id and e.voice_id = v.id
                    and e.recorded_by in ('visitor', 'voice'));
  return found;
end $$;

-- A new phrase in place of all old ones: only for a request two people stand behind, after its day, and once.
create function scope.replace_come_backs(asked_request uuid, new_id uuid, new_hash bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  asked request;
begin
  if not scope.allows('request', 'update') then raise insufficient_privilege; end if;
  select * into asked from request
  where tenant_id = scope.tenant() and id = asked_request and kind = 'phrase' for update;
  if asked.id is null or asked.second_by is null or asked.second_by = asked.asked_by
    or asked.stopped_at is not null or asked.done_at is not null or asked.ready_at > now() then
    return false;
  end if;
  delete from come_back where tenant_id = asked.tenant_id and voice_id = asked.voice_id;
  insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, made)
  values (asked.tenant_id, new_id, asked.exercise_id, asked.voice_id, new_hash, 'peppered');
  update request set done_at = now() where tenant_id = asked.tenant_id and id = asked.id;
  return true;
end $$;
revoke execute on function scope.count_come_backs(uuid), scope.give_come_back(uuid, uuid, bytea),
  scope.replace_come_backs(uuid, uuid, bytea) from public;
grant execute on function scope.count_come_backs(uuid), scope.give_come_back(uuid, uuid, bytea),
  scope.replace_come_backs(uuid, uuid, bytea) to ownterms_app;

-- Who was paid for taking part. No key to any words or voice, and no time of writing that could be laid beside theirs.
create table payment (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  name_sealed bytea not null,
  pence integer not null check (pence > 0),
  way text not null check (way in ('cash', 'voucher', 'bank', 'other')),
  paid_on date not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('payment');
