-- A withdrawal travels: what stands in public until the monthly rebuild, what the team has to mend, which folders have
-- to be written again, and the date on which raw words go.

-- A passage that a published quote stands on, after its row has gone: verbatim and accepted edits, under a key of its
-- own (key id = this row's id), so that no backup of the passage opens any more. Read by the worker only.
create table kept_passage (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  voice_id uuid not null,
  -- The id by which editions know it.
  passage_id uuid not null,
  why text not null check (why in ('withdrawal', 'retention')),
  content_sealed bytea not null,
  kept_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, passage_id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade,
  foreign key (tenant_id, voice_id) references voice (tenant_id, id) on delete cascade
);
create index kept_passage_of_exercise on kept_passage (tenant_id, exercise_id);
create index kept_passage_of_voice on kept_passage (tenant_id, voice_id);
select scope.guard('kept_passage');
revoke update on kept_passage from ownterms_app;

-- `waiting`: took its words back, and what is published of them goes at the rebuild. `heard`: the date came on which
-- raw words go; it still counts as a person who was heard.
alter table voice add column rest text check (rest in ('waiting', 'heard'));

-- A voice that takes its words back keeps its row and its come-back phrase until the rebuild, and nothing else. What
-- hangs on a voice goes with its row, whatever tables there are, so the row goes and comes again.
create function scope.let_voice_wait(asked uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  bare voice%rowtype;
  phrases come_back[];
  kept kept_passage[];
begin
  if not scope.allows('voice', 'delete') then raise insufficient_privilege; end if;
  select * into bare from voice where tenant_id = scope.tenant() and id = asked for update;
  if not found then return; end if;
  phrases := array(select c from come_back c where c.tenant_id = bare.tenant_id and c.voice_id = asked);
  kept := array(select k from kept_passage k where k.tenant_id = bare.tenant_id and k.voice_id = asked);
  delete from voice where tenant_id = bare.tenant_id and id = asked;
  insert into voice (tenant_id, id, exercise_id, number, part, created_at, rest)
  values (bare.tenant_id, bare.id, bare.exercise_id, bare.number, bare.part, bare.created_at, 'waiting');
  insert into come_back select * from unnest(phrases);
  insert into kept_passage select * from unnest(kept);
  update kept_passage set why = 'withdrawal' where tenant_id = bare.tenant_id and voice_id = asked;
end $$;

-- The keys of what is kept of a voice, for whoever may take it back; the rows themselves are the worker's.
create function scope.kept_keys(asked_voice uuid) returns table (id uuid, passage_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select k.id, k.passage_id from kept_passage k
   where k.tenant_id = scope.tenant() and k.voice_id = asked_voice and scope.allows('voice', 'delete') $$;

-- Which passages an edition in public quotes. Ids only: its sealed content says the same to the worker.
create table published_passage (
  tenant_id uuid not null,
  series_id uuid not null,
  passage_id uuid not null,
  primary key (tenant_id, passage_id, series_id),
  foreign key (tenant_id, series_id) references series (tenant_id, id) on delete cascade
);
select scope.guard('published_passage');

-- A Wisdom that lost a quote: the team looks at it before a new edition.
create table mending (
  tenant_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  wisdom_id uuid not null,
  lost text not null check (lost in ('lead', 'quote')),
  noticed_at timestamptz not null default now(),
  mended_at timestamptz,
  mended_by uuid references account,
  primary key (tenant_id, id),
  foreign key (tenant_id, series_id) references series (tenant_id, id) on delete cascade,
  foreign key (tenant_id, wisdom_id) references wisdom (tenant_id, id) on delete cascade
);
create index mending_of_series on mending (tenant_id, series_id) where mended_at is null;
select scope.guard('mending');

-- Notes the Wisdoms that lose a quote with these passages, before they go. A voice may see neither quotes nor Wisdoms.
create function scope.note_mending(passages uuid[]) returns void
language sql security definer set search_path = public, pg_temp as
$$ insert into mending (tenant_id, id, series_id, wisdom_id, lost)
   select w.tenant_id, gen_random_uuid(), w.series_id, w.id,
     case when bool_or(q.id = w.lead_quote_id) then 'lead' else 'quote' end
   from quote q
   left join wisdom_part p on p.tenant_id = q.tenant_id and p.quote_id = q.id
   join wisdom w on w.tenant_id = q.tenant_id and (w.id = p.wisdom_id or w.lead_quote_id = q.id)
   where q.tenant_id = scope.tenant() and q.passage_id = any (passages) and scope.allows('voice', 'delete')
   group by w.tenant_id, w.series_id, w.id $$;

-- The monthly rebuild of a series: how many people were heard, as at the day of the rebuild. Public counts come from
-- here and from nowhere else; a month has one row, so a rebuild is done once.
create table rebuild (
  tenant_id uuid not null,
  series_id uuid not null,
  month date not null check (extract(day from month) = 1),
  voices integer not null,
  checked_on date not null,
  made_at timestamptz not null default now(),
  primary key (tenant_id, series_id, month),
  foreign key (tenant_id, series_id) references series (tenant_id, id) on delete cascade
);
select scope.guard('rebuild');

-- A folder a series was written to. Its number is how logs and pages call it; `stale_at`: it is to be written again
-- since then; `missed_at`: nobody could reach it then; `gone_at`: a lead said that it is no more.
create table published_folder (
  tenant_id uuid not null,
  id uuid not null,
  series_id uuid not null,
  number integer not null,
  path_sealed bytea not null,
  path_index bytea not null,
  written_at timestamptz not null default now(),
  stale_at timestamptz,
  missed_at timestamptz,
  gone_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, series_id, number),
  unique (tenant_id, series_id, path_index),
  foreign key (tenant_id, series_id) references series (tenant_id, id) on delete cascade
);
select scope.guard('published_folder');

-- These passages are in public no more: folders of the series that quote them are to be written again.
create function scope.leave_public(passages uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  if not scope.allows('voice', 'delete') then raise insufficient_privilege; end if;
  update published_folder f set stale_at = clock_timestamp()
  where f.tenant_id = scope.tenant() and f.gone_at is null
    and exists (select from published_passage p where p.tenant_id = f.tenant_id and p.series_id = f.series_id
                and p.passage_id = any (passages));
  delete from published_passage p where p.tenant_id = scope.tenant() and p.passage_id = any (passages);
end $$;

-- Which quote a narration goes with: when that quote is taken back, so is the narration.
alter table wisdom_part add column goes_with text not null default 'next'
  check (goes_with in ('next', 'previous', 'nothing'));

-- Raw words go on a date. `told_for`: the date leads were told of; `gone_at`: they went.
alter table exercise add column if not exists raw_until date;
create table retention (
  tenant_id uuid not null,
  exercise_id uuid not null,
  told_for date,
  gone_at timestamptz,
  primary key (tenant_id, exercise_id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('retention');

-- What came with a file (its name, its notices, lines nobody understood) may name whoever left.
alter table withdrawal add column source_ids uuid[] not null default '{}';
-- The clock at the end of the deletion, not at the beginning of its transaction: a rewriting of the readings that
-- began after it holds none of them.
alter table withdrawal alter column asked_at set default clock_timestamp();

-- When the readings were given a new file last.
create table scope.emptied_out (
  one boolean primary key default true check (one),
  begun_at timestamptz not null
);

-- As before, but once for all who asked before it began, and never in the way of others for longer than it takes: who
-- finds the table in use for 400 ms gives up (55P03) and comes again.
drop function scope.empty_out_readings();
create function scope.empty_out_readings(since timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  if not scope.allows('withdrawal', 'update') then raise insufficient_privilege; end if;
  if exists (select from scope.emptied_out where begun_at > since) then return; end if;
  perform set_config('lock_timeout', '400ms', true);
  lock table reading in access exclusive mode;
  if exists (select from scope.emptied_out where begun_at > since) then return; end if;
  insert into scope.emptied_out (begun_at) values (clock_timestamp())
  on conflict (one) do update set begun_at = clock_timestamp();
  alter table reading alter column text type text using text || '';
end $$;

-- Withdrawals nobody is completing any more.
create function scope.withdrawals_left(asked_for interval) returns table (tenant_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select w.tenant_id, w.id from withdrawal w
   where w.completed_at is null and w.asked_at < now() - asked_for
     and not exists (select from task t where t.tenant_id = w.tenant_id and t.about_id = w.id
                     and t.state in ('waiting', 'sent', 'running')) $$;

revoke execute on function scope.let_voice_wait(uuid), scope.kept_keys(uuid), scope.note_mending(uuid[]),
  scope.leave_public(uuid[]), scope.empty_out_readings(timestamptz), scope.withdrawals_left(interval) from public;
grant execute on function scope.let_voice_wait(uuid), scope.kept_keys(uuid), scope.note_mending(uuid[]),
  scope.leave_public(uuid[]), scope.empty_out_readings(timestamptz) to ownterms_app;
grant execute on function scope.withdrawals_left(interval) to ownterms_access;
