-- Listening: one question, the doors, voices, passages (sealed), edits, readings (derived), themes, series.

create table exercise (
  tenant_id uuid not null references organisation on delete cascade,
  id uuid not null,
  address text not null unique check (address ~ '^[a-z0-9]{6,40}$'),
  title text not null check (length(title) between 1 and 200),
  question text not null check (length(question) between 1 and 500),
  asked text not null default '',
  open_until date,
  what_happens text not null default '',
  who_reads text not null default '',
  read_by text not null default '',
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (tenant_id, id)
);
select scope.guard('exercise');

-- Counters stand apart so that nobody who takes a number can change a question.
create table exercise_counter (
  tenant_id uuid not null,
  exercise_id uuid not null,
  last_voice integer not null default 0,
  last_passage integer not null default 0,
  primary key (tenant_id, exercise_id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('exercise_counter');

-- Reserves `voices` and `passages` numbers of an exercise of the current tenant; gives the first of each.
create function scope.take_numbers(asked_exercise uuid, voices integer, passages integer)
returns table (first_voice integer, first_passage integer)
language sql security definer set search_path = public, pg_temp as
$$ update exercise_counter
   set last_voice = last_voice + voices, last_passage = last_passage + passages
   where tenant_id = scope.tenant() and exercise_id = asked_exercise
   returning last_voice - voices + 1, last_passage - passages + 1 $$;

-- A public page is found by its address before a tenant is known.
create function scope.exercise_at(asked_address text) returns table (tenant_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select e.tenant_id, e.id from exercise e where e.address = asked_address $$;

create table source (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  door text not null check (door in ('web', 'group-call', 'conversation', 'whatsapp', 'email', 'social', 'paper', 'table', 'document')),
  format text not null check (format in ('whatsapp', 'webvtt', 'zoom-chat', 'table', 'document', 'web')),
  file_name_sealed bytea,
  content_index bytea not null,
  state text not null default 'arriving' check (state in ('arriving', 'shown', 'failed')),
  failure text,
  how_agreed_sealed bytea,
  day_month text,
  passages integer not null default 0,
  notices integer not null default 0,
  not_understood integer not null default 0,
  seconds real,
  brought_by uuid references account,
  brought_at timestamptz not null default now(),
  -- While it arrives: when the last batch came, and where the upload lies.
  touched_at timestamptz not null default now(),
  upload_id uuid,
  upload_key_sealed bytea,
  primary key (tenant_id, id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
-- The same file twice is refused; a failed attempt does not stand in the way of the next.
create unique index source_once on source (tenant_id, exercise_id, content_index) where state <> 'failed';
select scope.guard('source');

create table voice (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  number integer not null,
  part text not null default 'contributor' check (part in ('contributor', 'facilitator')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, exercise_id, number),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('voice');

-- A label is in the vault under a key of its own (key id = this row's id).
create table voice_label (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  voice_id uuid not null,
  source_id uuid not null,
  label_sealed bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, voice_id) references voice (tenant_id, id) on delete cascade,
  foreign key (tenant_id, source_id) references source (tenant_id, id) on delete cascade
);
create index voice_label_of_voice on voice_label (tenant_id, voice_id);
create index voice_label_of_source on voice_label (tenant_id, source_id);
select scope.guard('voice_label');

create table contribution (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  voice_id uuid not null,
  source_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, voice_id) references voice (tenant_id, id) on delete cascade,
  foreign key (tenant_id, source_id) references source (tenant_id, id) on delete cascade
);
create index contribution_of_voice on contribution (tenant_id, voice_id);
create index contribution_of_source on contribution (tenant_id, source_id);
select scope.guard('contribution');

-- The verbatim: written once, never updated, deleted by a withdrawal. Key id = this row's id.
-- said_at: a local date-time without zone, or an offset in a recording; null when the file does not say.
create table passage (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  contribution_id uuid not null,
  number integer not null,
  line integer,
  said_at text,
  verbatim_sealed bytea not null,
  length integer not null,
  primary key (tenant_id, id),
  unique (tenant_id, exercise_id, number),
  foreign key (tenant_id, contribution_id) references contribution (tenant_id, id) on delete cascade
);
create index passage_of_contribution on passage (tenant_id, contribution_id);
select scope.guard('passage');
revoke update on passage from ownterms_app;

-- Lines of a file that are not words of somebody: notices of a program, and what could not be understood.
create table source_line (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  line integer not null,
  kind text not null check (kind in ('notice', 'not-understood')),
  reason text,
  text_sealed bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references source (tenant_id, id) on delete cascade
);
create index source_line_of_source on source_line (tenant_id, source_id, line);
select scope.guard('source_line');

-- Append-only. Judged when read: the newest answer of a voice for a use stands.
create table consent_event (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  voice_id uuid not null,
  use text not null check (use in ('read', 'quote')),
  answer boolean not null,
  how_sealed bytea,
  words_version text not null,
  recorded_by text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, voice_id) references voice (tenant_id, id) on delete cascade
);
create index consent_of_voice on consent_event (tenant_id, voice_id, use, at desc);
select scope.guard('consent_event');
revoke update on consent_event from ownterms_app;

-- A change to a stretch of verbatim: proposed by the engine or a listener, decided by a listener.
create table edit (
  tenant_id uuid not null,
  id uuid not null,
  passage_id uuid not null,
  start_at integer not null check (start_at >= 0),
  end_at integer not null check (end_at > start_at),
  kind text not null check (kind in ('generalise', 'cut', 'correct')),
  type text not null,
  confidence real not null check (confidence between 0 and 1),
  reason text not null,
  replacement_sealed bytea not null,
  reason_sealed bytea,
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'rejected')),
  proposed_by text not null,
  decided_by uuid references account,
  decided_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, passage_id, start_at, end_at),
  check ((state = 'proposed') = (decided_by is null)),
  foreign key (tenant_id, passage_id) references passage (tenant_id, id) on delete cascade
);
select scope.guard('edit');

-- Two different people pass a passage. The second passes exactly the reading the first left (its keyed hash).
create table passage_review (
  tenant_id uuid not null,
  passage_id uuid not null,
  first_by uuid not null references account,
  first_at timestamptz not null default now(),
  reading_index bytea not null,
  second_by uuid references account,
  second_at timestamptz,
  primary key (tenant_id, passage_id),
  check (second_by is null or second_by <> first_by),
  check ((second_by is null) = (second_at is null)),
  foreign key (tenant_id, passage_id) references passage (tenant_id, id) on delete cascade
);
select scope.guard('passage_review');

create table theme (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  name_sealed bytea not null,
  created_by uuid references account,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('theme');

create table coding (
  tenant_id uuid not null,
  id uuid not null,
  passage_id uuid not null,
  theme_id uuid not null,
  start_at integer not null check (start_at >= 0),
  end_at integer not null check (end_at > start_at),
  coded_by uuid not null references account,
  coded_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, passage_id, theme_id, start_at, end_at, coded_by),
  foreign key (tenant_id, passage_id) references passage (tenant_id, id) on delete cascade,
  foreign key (tenant_id, theme_id) references theme (tenant_id, id) on delete cascade
);
create index coding_of_theme on coding (tenant_id, theme_id);
select scope.guard('coding');

create table series (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  address text not null check (address ~ '^[a-z0-9-]{1,80}$'),
  title_sealed bytea not null,
  introduction_sealed bytea not null,
  how_heard_sealed bytea not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('series');

-- A picture, redrawn by us on arrival (no metadata left), sealed under the organisation's key.
create table picture (
  tenant_id uuid not null references organisation on delete cascade,
  id uuid not null,
  media_type text not null check (media_type in ('image/png', 'image/webp')),
  bytes_sealed bytea not null,
  width integer not null,
  height integer not null,
  primary key (tenant_id, id)
);
select scope.guard('picture');

-- There is no column for a quote's words: a quote is a stretch and its cuts.
create table quote (
  tenant_id uuid not null,
  id uuid not null,
  passage_id uuid not null,
  start_at integer not null check (start_at >= 0),
  end_at integer not null check (end_at > start_at),
  cuts jsonb not null default '[]',
  primary key (tenant_id, id),
  foreign key (tenant_id, passage_id) references passage (tenant_id, id) on delete cascade
);
create index quote_of_passage on quote (tenant_id, passage_id);
select scope.guard('quote');

create table wisdom (
  tenant_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  number integer not null check (number > 0),
  title_sealed bytea not null,
  reflection_sealed bytea not null,
  picture_id uuid,
  picture_alt_sealed bytea not null,
  lead_quote_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, series_id, number) deferrable initially deferred,
  foreign key (tenant_id, series_id) references series (tenant_id, id) on delete cascade,
  foreign key (tenant_id, picture_id) references picture (tenant_id, id) on delete set null (picture_id),
  foreign key (tenant_id, lead_quote_id) references quote (tenant_id, id) on delete set null (lead_quote_id)
);
select scope.guard('wisdom');

-- A Wisdom's body in order: narration (the team's words) or a quote. Never both, never neither.
create table wisdom_part (
  tenant_id uuid not null,
  id uuid not null,
  wisdom_id uuid not null,
  place integer not null,
  narration_sealed bytea,
  quote_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, wisdom_id, place) deferrable initially deferred,
  check ((narration_sealed is null) <> (quote_id is null)),
  foreign key (tenant_id, wisdom_id) references wisdom (tenant_id, id) on delete cascade,
  foreign key (tenant_id, quote_id) references quote (tenant_id, id) on delete cascade
);
select scope.guard('wisdom_part');

-- An ordinary word (May, Will) that is also somebody's label, cleared for one series by two people.
create table clearance (
  tenant_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  word_sealed bytea not null,
  reason_sealed bytea not null,
  first_by uuid not null references account,
  first_at timestamptz not null default now(),
  second_by uuid references account,
  second_at timestamptz,
  primary key (tenant_id, id),
  check (second_by is null or second_by <> first_by),
  foreign key (tenant_id, series_id) references series (tenant_id, id) on delete cascade
);
select scope.guard('clearance');

-- One edition of a series as it stands in public. `voices` and `printed_on` are fixed when it is published.
create table publication (
  tenant_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  edition integer not null,
  printed_on date not null,
  voices integer not null,
  wisdoms integer not null,
  published_by uuid references account,
  published_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, series_id, edition),
  foreign key (tenant_id, series_id) references series (tenant_id, id) on delete cascade
);
select scope.guard('publication');

-- Where the public finds a series. Only published ones have a row, so a clash tells nothing that is not public.
create table published_address (
  tenant_id uuid not null,
  series_id uuid not null,
  address text not null unique,
  primary key (tenant_id, series_id),
  foreign key (tenant_id, series_id) references series (tenant_id, id) on delete cascade
);
select scope.guard('published_address');

create function scope.published_series()
returns table (tenant_id uuid, series_id uuid, address text, edition integer)
language sql stable security definer set search_path = public, pg_temp as
$$ select a.tenant_id, a.series_id, a.address, max(p.edition)
   from published_address a join publication p on p.tenant_id = a.tenant_id and p.series_id = a.series_id
   group by a.tenant_id, a.series_id, a.address order by a.address $$;

-- The come-back phrase: one slow hash and nothing else.
create table come_back (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  voice_id uuid not null,
  phrase_hash bytea not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, exercise_id, phrase_hash),
  foreign key (tenant_id, voice_id) references voice (tenant_id, id) on delete cascade
);
select scope.guard('come_back');

-- When two voices are one person, both phrases lead to the one that stays. Listeners may not touch phrases otherwise.
create function scope.move_come_backs(kept uuid, emptied uuid) returns void
language sql security definer set search_path = public, pg_temp as
$$ update come_back set voice_id = kept
   where tenant_id = scope.tenant() and voice_id = emptied and scope.allows('voice', 'update') $$;
revoke execute on function scope.move_come_backs(uuid, uuid) from public;
grant execute on function scope.move_come_backs(uuid, uuid) to ownterms_app;

-- What stays of a withdrawal: that there was one.
create table withdrawal (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  key_ids uuid[] not null,
  asked_at timestamptz not null default now(),
  completed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('withdrawal');

-- Derived, never in a backup or the write-ahead log; set statistics 0 keeps words out of the planner's statistics.
create unlogged table reading (
  tenant_id uuid not null,
  passage_id uuid not null,
  exercise_id uuid not null,
  text text not null,
  primary key (tenant_id, passage_id)
);
alter table reading alter column text set statistics 0;
create index reading_of_exercise on reading (tenant_id, exercise_id);
select scope.guard('reading');

create unlogged table label_index (
  tenant_id uuid not null,
  exercise_id uuid not null,
  blind bytea not null,
  voice_label_id uuid not null,
  primary key (tenant_id, voice_label_id)
);
alter table label_index alter column blind set statistics 0;
create index label_index_blind on label_index (tenant_id, exercise_id, blind);
select scope.guard('label_index');

-- Standing proof that a tenant's derived rows are whole: emptied with them by a crash.
create unlogged table derived_mark (
  tenant_id uuid primary key,
  made_at timestamptz not null default now()
);
select scope.guard('derived_mark');

-- What stands with a passage, in one place. Only passages of sources that are shown are here.
create view passage_state with (security_invoker = true) as
select p.tenant_id, p.exercise_id, p.id as passage_id, p.number, p.length, p.said_at, p.line,
  p.contribution_id, c.source_id, s.door, v.id as voice_id, v.number as voice_number, v.part,
  coalesce(may_read.answer, false) as may_read,
  coalesce(may_quote.answer, false) as may_quote,
  exists (select 1 from edit e
          where e.tenant_id = p.tenant_id and e.passage_id = p.id and e.state = 'proposed') as has_open_proposals,
  r.first_by, r.second_by, r.reading_index,
  (r.second_by is not null and v.part = 'contributor' and coalesce(may_read.answer, false)
   and not exists (select 1 from edit e
          where e.tenant_id = p.tenant_id and e.passage_id = p.id and e.state = 'proposed')) as is_reviewed
from passage p
join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state = 'shown'
join voice v on v.tenant_id = c.tenant_id and v.id = c.voice_id
left join passage_review r on r.tenant_id = p.tenant_id and r.passage_id = p.id
left join lateral (
  select e.answer from consent_event e
  where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
  order by e.at desc, e.id desc limit 1) may_read on true
left join lateral (
  select e.answer from consent_event e
  where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'quote'
  order by e.at desc, e.id desc limit 1) may_quote on true;
grant select on passage_state to ownterms_app;

-- For the sweep at start: uploads still wanted, and imports nobody works on any more.
create function scope.uploads_wanted() returns table (upload_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select s.upload_id from source s where s.upload_id is not null $$;

create function scope.stranded_sources(untouched interval) returns table (tenant_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select s.tenant_id, s.id from source s
   where s.state = 'arriving' and s.touched_at < now() - untouched
     and not exists (select 1 from task t where t.tenant_id = s.tenant_id and t.about_id = s.id
                     and t.state in ('waiting', 'sent', 'running')) $$;

revoke execute on function scope.take_numbers(uuid, integer, integer), scope.exercise_at(text),
  scope.published_series(), scope.uploads_wanted(), scope.stranded_sources(interval) from public;
grant execute on function scope.uploads_wanted(), scope.stranded_sources(interval) to ownterms_access;
grant execute on function scope.take_numbers(uuid, integer, integer) to ownterms_app;
grant execute on function scope.exercise_at(text), scope.published_series() to ownterms_access;
