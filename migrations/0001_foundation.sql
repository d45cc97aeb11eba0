-- The ground: roles, the tenancy door, accounts, organisations, audit, tasks.
-- Row-level security is on and forced on every table that holds a tenant's data. Which product role may do
-- what to which table is data in scope.access_rule, written from src/access/matrix.ts at every migration.

do $$
begin
  if not exists (select from pg_roles where rolname = 'ownterms_app') then
    create role ownterms_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'ownterms_access') then
    create role ownterms_access nologin;
  end if;
end $$;

create schema scope;
grant usage on schema scope, public to ownterms_app, ownterms_access;
revoke create on schema public from public;

create table scope.access_rule (
  role text not null,
  table_name text not null,
  verb text not null check (verb in ('select', 'insert', 'update', 'delete')),
  primary key (table_name, verb, role)
);

create function scope.tenant() returns uuid language sql stable as
$$ select nullif(current_setting('app.tenant', true), '')::uuid $$;

create function scope.allows(asked_table text, asked_verb text) returns boolean
language sql stable security definer set search_path = scope, pg_temp as
$$ select exists (
     select 1 from scope.access_rule
     where table_name = asked_table and verb = asked_verb
       and role = any (string_to_array(current_setting('app.roles', true), ','))) $$;

-- Puts a tenant's table behind the door. The owner's policy is what migrations, backup and move use;
-- the application's login can never become the owner.
create function scope.guard(asked regclass) returns void language plpgsql as $$
declare
  bare text := (select relname from pg_class where oid = asked);
  verb text;
begin
  execute format('alter table %s enable row level security', asked);
  execute format('alter table %s force row level security', asked);
  execute format('create policy owner on %s to current_user using (true) with check (true)', asked);
  foreach verb in array array['select', 'insert', 'update', 'delete'] loop
    execute format(
      'create policy may_%s on %s for %s to ownterms_app %s',
      verb, asked, verb,
      case verb
        when 'insert' then format(
          'with check (tenant_id = (select scope.tenant()) and (select scope.allows(%L, %L)))', bare, verb)
        when 'update' then format(
          'using (tenant_id = (select scope.tenant()) and (select scope.allows(%1$L, %2$L)))
           with check (tenant_id = (select scope.tenant()) and (select scope.allows(%1$L, %2$L)))', bare, verb)
        else format(
          'using (tenant_id = (select scope.tenant()) and (select scope.allows(%L, %L)))', bare, verb)
      end);
  end loop;
  execute format('grant select, insert, update, delete on %s to ownterms_app', asked);
end $$;

-- People who work somewhere. An address is sealed; its keyed index finds it again at sign-in.
create table account (
  id uuid primary key,
  address_sealed bytea not null,
  address_index bytea not null unique,
  created_at timestamptz not null default now()
);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references account,
  tenant_id uuid,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_of_account on session (account_id);

create table sign_in_code (
  id uuid primary key,
  address_index bytea not null,
  browser_hash bytea not null,
  code_hash bytea not null,
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_code_of_address on sign_in_code (address_index, created_at);

-- Makes the first organisation: shown on the server's console, used once.
create table set_up_code (
  id uuid primary key,
  code_hash bytea not null,
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  used_at timestamptz
);

grant select, insert, update, delete on account, session, sign_in_code, set_up_code to ownterms_access;

create table organisation (
  tenant_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  operator text not null default '',
  help_lines jsonb not null default '[]',
  created_at timestamptz not null default now()
);
select scope.guard('organisation');

create table membership (
  tenant_id uuid not null references organisation on delete cascade,
  account_id uuid not null references account,
  role text not null check (role in ('lead', 'listener', 'reader')),
  name_sealed bytea not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, account_id, role)
);
create index membership_of_account on membership (account_id);
select scope.guard('membership');

-- Signing in happens before a tenant is known: these three answer only for one account.
create function scope.memberships_of(asked_account uuid)
returns table (tenant_id uuid, role text, name_sealed bytea, organisation text)
language sql stable security definer set search_path = public, pg_temp as
$$ select m.tenant_id, m.role, m.name_sealed, o.name
   from membership m join organisation o on o.tenant_id = m.tenant_id
   where m.account_id = asked_account
   order by o.created_at, o.tenant_id, m.role $$;

create function scope.has_organisation() returns boolean
language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select 1 from organisation) $$;

-- Insert-only. Ids and the name of the act, never words or names.
create table audit_event (
  tenant_id uuid not null references organisation on delete cascade,
  id uuid not null,
  at timestamptz not null default now(),
  actor text not null,
  act text not null,
  about text,
  about_id uuid,
  primary key (tenant_id, id)
);
select scope.guard('audit_event');
revoke update, delete, truncate on audit_event from ownterms_app;

-- The outbox and the progress of work in the background: one row, written in the transaction that wants it done.
create table task (
  tenant_id uuid not null references organisation on delete cascade,
  id uuid not null,
  kind text not null,
  about_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'running', 'done', 'failed')),
  done bigint not null default 0,
  total bigint not null default 0,
  failure text,
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create index task_waiting on task (created_at) where state in ('waiting', 'sent', 'running');
select scope.guard('task');

create function scope.unfinished_tasks(older_than interval)
returns table (tenant_id uuid, id uuid, kind text, state text)
language sql stable security definer set search_path = public, pg_temp as
$$ select t.tenant_id, t.id, t.kind, t.state from task t
   where t.state = 'waiting' or (t.state in ('sent', 'running') and t.created_at < now() - older_than)
   order by t.created_at limit 500 $$;

-- Functions that look across tenants answer only to who needs them.
revoke execute on all functions in schema scope from public;
alter default privileges in schema scope revoke execute on functions from public;
grant execute on function scope.tenant(), scope.allows(text, text) to ownterms_app, ownterms_access;
grant execute on function scope.memberships_of(uuid), scope.has_organisation(),
  scope.unfinished_tasks(interval) to ownterms_access;
