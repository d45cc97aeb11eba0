-- One voice, counted once: joining that can be undone, what is not the same, what is no contributor at all.

-- A bot, a room, a device: neither answered the question nor ran the conversation.
alter table voice drop constraint voice_part_check;
alter table voice add constraint voice_part_check
  check (part in ('contributor', 'facilitator', 'not-a-contributor'));

-- A voice that was found to be another's keeps its row, its answers and its key, and holds no words any more, so that
-- it can be what it was. It goes with the one it was joined to.
alter table voice add column joined_to uuid;
alter table voice add foreign key (tenant_id, joined_to) references voice (tenant_id, id) on delete cascade;
alter table voice add check (joined_to <> id);
create index voice_joined_to on voice (tenant_id, joined_to) where joined_to is not null;

-- Which words came under a label: a person may have come into one file twice. Null: in a row of before, not known.
alter table voice_label add column contribution_id uuid;
alter table voice_label add foreign key (tenant_id, contribution_id) references contribution (tenant_id, id)
  on delete set null (contribution_id);
update voice_label l set contribution_id = c.id from contribution c
where c.tenant_id = l.tenant_id and c.voice_id = l.voice_id and c.source_id = l.source_id
  and not exists (select from contribution o where o.tenant_id = c.tenant_id and o.voice_id = c.voice_id
                  and o.source_id = c.source_id and o.id <> c.id);
create index voice_label_of_contribution on voice_label (tenant_id, contribution_id);

-- What a joining moved, so that undoing it moves exactly that back.
create table voice_join (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  voice_id uuid not null,
  other_id uuid not null,
  contribution_ids uuid[] not null,
  label_ids uuid[] not null,
  come_back_ids uuid[] not null,
  joined_by uuid references account,
  joined_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, other_id),
  foreign key (tenant_id, voice_id) references voice (tenant_id, id) on delete cascade,
  foreign key (tenant_id, other_id) references voice (tenant_id, id) on delete cascade
);
create index voice_join_of_voice on voice_join (tenant_id, voice_id);
select scope.guard('voice_join');
revoke update on voice_join from ownterms_app;

-- Two voices somebody said are two people: not proposed again.
create table voice_apart (
  tenant_id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  exercise_id uuid not null,
  said_by uuid references account,
  said_at timestamptz not null default now(),
  primary key (tenant_id, one_id, other_id),
  -- One row for two voices, whichever is named first.
  check (one_id <= other_id),
  foreign key (tenant_id, one_id) references voice (tenant_id, id) on delete cascade,
  foreign key (tenant_id, other_id) references voice (tenant_id, id) on delete cascade
);
create index voice_apart_of_exercise on voice_apart (tenant_id, exercise_id);
create index voice_apart_of_other on voice_apart (tenant_id, other_id);
select scope.guard('voice_apart');
revoke update on voice_apart from ownterms_app;

-- Phrases go along with what they lead to; `only` says which, null all. Listeners may not touch phrases otherwise.
drop function scope.move_come_backs(uuid, uuid);
create function scope.move_come_backs(from_voice uuid, to_voice uuid, only_ids uuid[]) returns uuid[]
language sql security definer set search_path = public, pg_temp as
$$ with moved as (
     update come_back c set voice_id = t.id
     from voice f join voice t on t.tenant_id = f.tenant_id and t.exercise_id = f.exercise_id
     where f.tenant_id = scope.tenant() and f.id = from_voice and t.id = to_voice
       and c.tenant_id = f.tenant_id and c.voice_id = f.id and (only_ids is null or c.id = any(only_ids))
       and scope.allows('voice_join', 'insert')
     returning c.id)
   select coalesce(array_agg(id), '{}') from moved $$;

-- Two people spoke under one label: some of its passages are another's. Nothing of a passage changes but whose it is,
-- and it stays in its file.
create function scope.move_passages(moved uuid[], to_contribution uuid) returns bigint
language sql security definer set search_path = public, pg_temp as
$$ with done as (
     update passage p set contribution_id = t.id
     from contribution f join contribution t
       on t.tenant_id = f.tenant_id and t.exercise_id = f.exercise_id and t.source_id = f.source_id
     where f.tenant_id = scope.tenant() and t.id = to_contribution
       and p.tenant_id = f.tenant_id and p.contribution_id = f.id and p.id = any(moved)
       and scope.allows('voice_join', 'insert')
     returning p.id)
   select count(*) from done $$;
revoke execute on function scope.move_come_backs(uuid, uuid, uuid[]), scope.move_passages(uuid[], uuid) from public;
grant execute on function scope.move_come_backs(uuid, uuid, uuid[]), scope.move_passages(uuid[], uuid)
  to ownterms_app;

-- Several fingerprints of one label: of the whole, and of what could show that another label is the same person.
-- Emptied, because those that stand were made before; it is derived, and made again at its next use.
truncate label_index;
alter table label_index drop constraint label_index_pkey;
alter table label_index add column kind text not null default 'label';
alter table label_index add primary key (tenant_id, voice_label_id, kind, blind);
