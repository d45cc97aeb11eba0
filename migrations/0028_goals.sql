-- What a person wants, in their own words, and the steps they take. What was said once stays as it was said: a change
-- adds a wording and points to it.

create table goal (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  state text not null default 'open' check (state in ('open', 'done', 'put-down')),
  -- The number of the wording that stands.
  wording integer not null default 1,
  place bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
  begun_at timestamptz not null default now(),
  -- When it was finished, put down or taken up again.
  changed_at timestamptz not null default now(),
  -- The coach who typed it beside the person; null when the person did.
  by_account uuid,
  primary key (tenant_id, id)
);
select scope.guard_room('goal', 'goals');

create table step (
  tenant_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  state text not null default 'open' check (state in ('open', 'done', 'put-down')),
  wording integer not null default 1,
  place bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
  begun_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  by_account uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, goal_id) references goal on delete cascade
);
create index step_of_goal on step (tenant_id, goal_id);
select scope.guard_room('step', 'goals');

-- Everything that was ever said of a goal, or of one of its steps: the words, whose idea it was, who does it.
create table goal_wording (
  tenant_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  step_id uuid,
  number integer not null check (number > 0),
  words_sealed bytea not null,
  -- Null: left open.
  idea text check (idea in ('mine', 'theirs', 'ours')),
  idea_sealed bytea,
  who text check (who in ('me', 'together', 'somebody')),
  with_sealed bytea,
  -- Whose hand wrote it: the person's; a coach's, beside the person; a coach's, who suggested it, and the person said yes.
  hand text not null default 'mine' check (hand in ('mine', 'together', 'suggested')),
  by_account uuid,
  by_sealed bytea,
  written_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, goal_id, step_id, number),
  foreign key (tenant_id, goal_id) references goal on delete cascade,
  foreign key (tenant_id, step_id) references step on delete cascade,
  check ((hand = 'mine') = (by_account is null))
);
select scope.guard_room('goal_wording', 'goals');
revoke update on goal_wording from ownterms_app;

-- A number of the person's own, from 0 to 10. It means what they say it means, and no coach can open this table.
create table goal_mark (
  tenant_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  mark integer not null check (mark between 0 and 10),
  said_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, goal_id) references goal on delete cascade
);
create index goal_mark_of_goal on goal_mark (tenant_id, goal_id);
select scope.guard_room('goal_mark', 'goals');
revoke update on goal_mark from ownterms_app;

-- What a coach suggests, until the person says yes or no thank you: then it is gone from here, whatever was said.
create table goal_suggestion (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  -- Null: a goal; otherwise a step of this one.
  goal_id uuid,
  words_sealed bytea not null,
  by_account uuid not null,
  by_sealed bytea not null,
  brought_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, goal_id) references goal on delete cascade
);
create index goal_suggestion_of_goal on goal_suggestion (tenant_id, goal_id);
select scope.guard_room('goal_suggestion', 'goals');
revoke update on goal_suggestion from ownterms_app;

-- A guest sees what stands: nothing the person put down, no wording they changed, and of suggestions their own.
create policy put_down on goal as restrictive for select to ownterms_app
  using (not (select scope.is_coach()) or state <> 'put-down');
create policy put_down on step as restrictive for select to ownterms_app
  using (not (select scope.is_coach()) or (state <> 'put-down' and exists (
    select from goal g where g.tenant_id = step.tenant_id and g.id = step.goal_id)));
create policy stands on goal_wording as restrictive for select to ownterms_app
  using (not (select scope.is_coach()) or exists (
    select from goal g left join step s on s.tenant_id = g.tenant_id and s.id = goal_wording.step_id
    where g.tenant_id = goal_wording.tenant_id and g.id = goal_wording.goal_id
      and case when goal_wording.step_id is null then g.wording else s.wording end = goal_wording.number));
create policy own on goal_suggestion as restrictive for all to ownterms_app
  using (not (select scope.is_coach()) or by_account::text = current_setting('app.actor', true));

-- Of goals and steps a coach adds only what was written together, under their own name, open and for the first time.
create function scope.keep_together() returns trigger language plpgsql as
$$ begin
  if scope.is_coach() then
    new.by_account := nullif(current_setting('app.actor', true), '')::uuid;
    new.state := 'open';
    new.wording := 1;
    new.place := (extract(epoch from clock_timestamp()) * 1000)::bigint;
    new.begun_at := now();
    new.changed_at := now();
  end if;
  return new;
end $$;
create trigger keep_together before insert on goal for each row execute function scope.keep_together();
create trigger keep_together before insert on step for each row execute function scope.keep_together();

-- Whether whoever acts typed this goal, or this step of it, beside the person.
create function scope.typed_it(asked_goal uuid, asked_step uuid) returns boolean
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select case when asked_step is null
     then exists (select from goal g where g.tenant_id = scope.tenant() and g.id = asked_goal
                  and g.by_account::text = current_setting('app.actor', true))
     else exists (select from step s where s.tenant_id = scope.tenant() and s.id = asked_step and s.goal_id = asked_goal
                  and s.by_account::text = current_setting('app.actor', true)) end $$;

-- The first words of what a coach typed are all the words a coach ever writes here.
create function scope.keep_wording() returns trigger language plpgsql as
$$ begin
  if scope.is_coach() then
    if new.number <> 1 or not scope.typed_it(new.goal_id, new.step_id) then
      raise exception 'A guest does not change the words of a person.' using errcode = '42501';
    end if;
    new.hand := 'together';
    new.by_account := nullif(current_setting('app.actor', true), '')::uuid;
    new.written_at := now();
  end if;
  return new;
end $$;
create trigger keep_wording before insert on goal_wording for each row execute function scope.keep_wording();

-- Whose suggestion it is, is not for its writer to say.
create function scope.keep_suggestion() returns trigger language plpgsql as
$$ begin
  if scope.is_coach() then
    new.by_account := nullif(current_setting('app.actor', true), '')::uuid;
    new.brought_at := now();
  end if;
  return new;
end $$;
create trigger keep_suggestion before insert on goal_suggestion for each row execute function scope.keep_suggestion();

revoke execute on function scope.keep_together(), scope.typed_it(uuid, uuid), scope.keep_wording(),
  scope.keep_suggestion() from public;
grant execute on function scope.typed_it(uuid, uuid) to ownterms_app;
