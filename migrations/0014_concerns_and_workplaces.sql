-- Somebody may be in danger: a listener marks a stretch, one named person is told, and everything done is on record.
-- What is written about a person lies under the passage's key; when their words go, only times and acts stay.

create table concern (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  passage_id uuid,
  start_at integer not null check (start_at >= 0),
  end_at integer not null check (end_at > start_at),
  note_sealed bytea,
  marked_by uuid not null references account,
  marked_at timestamptz not null default clock_timestamp(),
  told_to uuid not null references account,
  told_at timestamptz,
  seen_at timestamptz,
  outcome text check (outcome in ('safe', 'acted', 'passed-on', 'not-so')),
  answer_sealed bytea,
  answered_by uuid references account,
  answered_at timestamptz,
  primary key (tenant_id, id),
  check ((outcome is null) = (answered_at is null)),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade,
  foreign key (tenant_id, passage_id) references passage (tenant_id, id) on delete set null (passage_id)
);
create index concern_of_exercise on concern (tenant_id, exercise_id);
create index concern_of_passage on concern (tenant_id, passage_id);
select scope.guard('concern');

-- Somebody opened who a voice is, because of a concern. Written before the name is shown; never changed.
create table concern_opening (
  tenant_id uuid not null,
  id uuid not null,
  concern_id uuid not null,
  ground text not null check (ground in ('voice-said-yes', 'serious-harm', 'law')),
  reason_sealed bytea not null,
  opened_by uuid not null references account,
  opened_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, concern_id) references concern (tenant_id, id) on delete cascade
);
create index concern_opening_of_concern on concern_opening (tenant_id, concern_id);
select scope.guard('concern_opening');
revoke update on concern_opening from ownterms_app;

-- What the voice is told of it, shown when it comes back: only once somebody said that this is safe for them.
create table concern_telling (
  tenant_id uuid not null,
  id uuid not null,
  concern_id uuid not null,
  words_sealed bytea not null,
  told_by uuid not null references account,
  told_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, concern_id) references concern (tenant_id, id) on delete cascade
);
create index concern_telling_of_concern on concern_telling (tenant_id, concern_id);
select scope.guard('concern_telling');

-- Who is told in an exercise.
create table concern_person (
  tenant_id uuid not null,
  exercise_id uuid not null,
  account_id uuid not null references account,
  primary key (tenant_id, exercise_id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('concern_person');

-- The voices of this exercise work for the organisation that runs it.
create table workplace (
  tenant_id uuid not null,
  exercise_id uuid not null,
  advice text not null default '',
  since timestamptz not null default now(),
  primary key (tenant_id, exercise_id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('workplace');

-- Somebody who joined the team of a workplace later: cannot open passages up to this number.
create table late_joiner (
  tenant_id uuid not null,
  exercise_id uuid not null,
  account_id uuid not null references account,
  up_to integer not null,
  joined_at timestamptz not null default now(),
  primary key (tenant_id, exercise_id, account_id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('late_joiner');

-- Whatever road a role is given by, the words of before stay shut to whoever gets it.
create function scope.note_late_joiner() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  if new.role in ('listener', 'reader')
     and not exists (select from membership m where m.tenant_id = new.tenant_id and m.account_id = new.account_id
                     and m.role in ('listener', 'reader') and m.role <> new.role) then
    insert into late_joiner (tenant_id, exercise_id, account_id, up_to)
    select w.tenant_id, w.exercise_id, new.account_id, c.last_passage
    from workplace w
    join exercise_counter c on c.tenant_id = w.tenant_id and c.exercise_id = w.exercise_id
    where w.tenant_id = new.tenant_id and c.last_passage > 0
    on conflict do nothing;
  end if;
  return new;
end $$;
create trigger note_late_joiner after insert on membership
  for each row execute function scope.note_late_joiner();

-- Words the current actor may not open, whatever their voices agreed to: in a workplace, all of them for whoever
-- leads, and the earlier ones for whoever joined later. Passages up to the number are shut.
create function scope.shut_words() returns table (exercise_id uuid, up_to integer)
language sql stable security definer set search_path = public, pg_temp as
$$ select w.exercise_id, 2147483647 from workplace w
   where w.tenant_id = scope.tenant() and 'lead' = any (string_to_array(current_setting('app.roles', true), ','))
   union all
   select j.exercise_id, j.up_to from late_joiner j
   join workplace w on w.tenant_id = j.tenant_id and w.exercise_id = j.exercise_id
   where j.tenant_id = scope.tenant() and j.account_id::text = current_setting('app.actor', true) $$;
revoke execute on function scope.shut_words(), scope.note_late_joiner() from public;
grant execute on function scope.shut_words() to ownterms_app;

create policy shut_labels on voice_label as restrictive for select to ownterms_app
  using (exercise_id <> all (array (select s.exercise_id from scope.shut_words() s)));

create or replace view passage_state with (security_invoker = true) as
select p.tenant_id, p.exercise_id, p.id as passage_id, p.number, p.length, p.said_at, p.line,
  p.contribution_id, c.source_id, s.door, v.id as voice_id, v.number as voice_number, v.part,
  (coalesce(may_read.answer, false) and shut.up_to is null) as may_read,
  coalesce(may_quote.answer, false) as may_quote,
  exists (select 1 from edit e
          where e.tenant_id = p.tenant_id and e.passage_id = p.id and e.state = 'proposed') as has_open_proposals,
  r.first_by, r.second_by, r.reading_index,
  (r.second_by is not null and v.part = 'contributor' and coalesce(may_read.answer, false)
   and not exists (select 1 from edit e
          where e.tenant_id = p.tenant_id and e.passage_id = p.id and e.state = 'proposed')) as is_reviewed
from passage p
join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id and not c.is_held
join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state = 'shown'
join voice v on v.tenant_id = c.tenant_id and v.id = c.voice_id
left join (select w.exercise_id, max(w.up_to) as up_to from scope.shut_words() w group by w.exercise_id) shut
  on shut.exercise_id = p.exercise_id and p.number <= shut.up_to
left join passage_review r on r.tenant_id = p.tenant_id and r.passage_id = p.id
left join lateral (
  select e.answer from consent_event e
  where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
  order by e.at desc, e.id desc limit 1) may_read on true
left join lateral (
  select e.answer from consent_event e
  where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'quote'
  order by e.at desc, e.id desc limit 1) may_quote on true;
