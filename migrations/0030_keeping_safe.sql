-- Keeping safe: a person's own page, and the chances they choose to take. Each saving is a row of its own and none is
-- written over. There is no column for how likely or how bad anything is, nor for anybody's yes.

create table keeping_safe_version (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  -- In which order they were written, whatever a clock says.
  place integer not null,
  content_sealed bytea not null,
  written_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, place)
);
select scope.guard_room('keeping_safe_version', 'keeping-safe');

create table chance (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  begun_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
select scope.guard_room('chance', 'keeping-safe');

create table chance_version (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  chance_id uuid not null,
  place integer not null,
  -- Put down by the person. They can take it up again.
  is_down boolean not null,
  content_sealed bytea not null,
  written_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, chance_id, place),
  foreign key (tenant_id, chance_id) references chance on delete cascade
);
select scope.guard_room('chance_version', 'keeping-safe');

-- What a coach said about it, in the coach's own words and under their name. It stands beside, and nothing hangs on it.
create table chance_line (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  chance_id uuid not null,
  account_id uuid not null,
  content_sealed bytea not null,
  written_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, chance_id) references chance on delete cascade
);
create index chance_line_of_chance on chance_line (tenant_id, chance_id);
select scope.guard_room('chance_line', 'keeping-safe');

revoke update on keeping_safe_version, chance, chance_version, chance_line from ownterms_app;

create function scope.newest_keeping_safe() returns uuid
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select id from keeping_safe_version where tenant_id = scope.tenant() order by place desc limit 1 $$;

create function scope.newest_of_chance(asked_chance uuid) returns uuid
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select id from chance_version where tenant_id = scope.tenant() and chance_id = asked_chance
   order by place desc limit 1 $$;

-- A guest sees what stands at that moment: nothing that was changed, taken out or put down; and of what coaches said
-- only what they said themselves.
create policy newest on keeping_safe_version as restrictive for select to ownterms_app
  using (not (select scope.is_coach()) or id = (select scope.newest_keeping_safe()));
create policy newest on chance_version as restrictive for select to ownterms_app
  using (not (select scope.is_coach()) or (not is_down and id = scope.newest_of_chance(chance_id)));
create policy own on chance_line as restrictive for select to ownterms_app
  using (not (select scope.is_coach()) or account_id::text = current_setting('app.actor', true));
create policy under_own_name on chance_line as restrictive for insert to ownterms_app
  with check (account_id::text = current_setting('app.actor', true));

revoke execute on all functions in schema scope from public;
grant execute on function scope.newest_keeping_safe(), scope.newest_of_chance(uuid) to ownterms_app;
