-- Growing up: work that waits for something outside, how far the keyring was, and passkeys beside typed codes.

-- Work that cannot be done just now (a copy of the keyring is away) is not tried again before this.
alter table task add column retry_at timestamptz;

drop function scope.unfinished_tasks(interval);
create function scope.unfinished_tasks(older_than interval)
returns table (tenant_id uuid, id uuid, kind text, state text, attempts integer)
language sql stable security definer set search_path = public, pg_temp as
$$ select t.tenant_id, t.id, t.kind, t.state, t.attempts from task t
   where (t.state = 'waiting' and (t.retry_at is null or t.retry_at <= now()))
     or (t.state in ('sent', 'running') and t.created_at < now() - older_than)
   order by t.created_at limit 500 $$;

-- The keyring this database was last seen with, and how many times it had destroyed keys: an older one would bring
-- destroyed keys back. `deployment_index` tells which deployment key accounts are sealed under. In no backup.
create table scope.keyring_mark (
  one boolean primary key default true check (one),
  ring text not null,
  destroyed bigint not null,
  deployment_index bytea not null
);

create function scope.mark_keyring(asked_ring text, asked_destroyed bigint) returns void
language sql security definer set search_path = scope, pg_temp as
$$ update scope.keyring_mark set destroyed = asked_destroyed
   where ring = asked_ring and destroyed < asked_destroyed $$;

-- A key on somebody's own phone, computer or stick. Only its name there and its public half are here (base64url).
create table passkey (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  credential text not null unique,
  public_key text not null,
  counter bigint not null,
  name_sealed bytea not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_of_account on passkey (account_id);

-- Challenges that were answered, until they are out of date: each is answered once.
create table passkey_challenge (
  challenge_hash bytea primary key,
  expires_at timestamptz not null
);

alter table session add column by_passkey boolean not null default false;
alter table organisation add column passkeys_required boolean not null default false;
grant select, insert, update, delete on passkey, passkey_challenge to ownterms_access;

-- Somebody lost their passkey: one lead asks, another person agrees, and for some hours a typed code is enough.
create table passkey_exception (
  tenant_id uuid not null references organisation on delete cascade,
  account_id uuid not null references account,
  asked_by uuid not null references account,
  asked_at timestamptz not null default now(),
  agreed_by uuid references account,
  until timestamptz,
  primary key (tenant_id, account_id),
  check (agreed_by is null or agreed_by <> asked_by),
  check (agreed_by is null or agreed_by <> account_id),
  check ((agreed_by is null) = (until is null))
);
select scope.guard('passkey_exception');

-- For signing in, before a tenant is known: where an account works, whether a passkey is asked for there, and whether
-- a typed code is enough just now.
create function scope.passkey_rules_of(asked_account uuid)
returns table (tenant_id uuid, is_required boolean, is_excepted boolean)
language sql stable security definer set search_path = public, pg_temp as
$$ select o.tenant_id, o.passkeys_required,
     exists (select from passkey_exception e
             where e.tenant_id = o.tenant_id and e.account_id = asked_account and e.until > now())
   from organisation o
   where exists (select from membership m where m.tenant_id = o.tenant_id and m.account_id = asked_account) $$;

revoke execute on function scope.unfinished_tasks(interval), scope.passkey_rules_of(uuid),
  scope.mark_keyring(text, bigint) from public;
grant execute on function scope.unfinished_tasks(interval), scope.passkey_rules_of(uuid),
  scope.mark_keyring(text, bigint) to ownterms_access;
