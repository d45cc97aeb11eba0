-- A mailbox somebody set up to be read for one exercise, and which of its mails have come.

-- settings: host, port, security, user and folder; the password apart, because no page ever opens it.
-- uid_validity and last_uid: how far the folder was read. next_look_at is also how one worker keeps it to itself.
create table mailbox (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  source_id uuid,
  settings_sealed bytea not null,
  password_sealed bytea not null,
  is_on boolean not null default true,
  uid_validity bigint,
  last_uid bigint not null default 0,
  arrived integer not null default 0,
  passed_over integer not null default 0,
  trouble text,
  failures integer not null default 0,
  looked_at timestamptz,
  next_look_at timestamptz not null default now(),
  set_up_by uuid references account,
  set_up_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade,
  foreign key (tenant_id, source_id) references source (tenant_id, id) on delete set null (source_id)
);
create index mailbox_due on mailbox (next_look_at) where is_on;
select scope.guard('mailbox');

-- Every mail that was read for an exercise, as a keyed fingerprint: it comes once, whatever the server or we do. Stays
-- when its words are withdrawn (they must not come again) and when the mailbox goes (it may be set up once more).
create table mailbox_message (
  tenant_id uuid not null,
  exercise_id uuid not null,
  message_index bytea not null,
  primary key (tenant_id, exercise_id, message_index),
  foreign key (tenant_id, exercise_id) references exercise (tenant_id, id) on delete cascade
);
select scope.guard('mailbox_message');

create function scope.mailboxes_due() returns table (tenant_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select m.tenant_id, m.id from mailbox m
   join exercise e on e.tenant_id = m.tenant_id and e.id = m.exercise_id
   where m.is_on and m.next_look_at <= now()
     and e.closed_at is null and (e.open_until is null or e.open_until >= current_date)
   order by m.next_look_at limit 200 $$;
revoke execute on function scope.mailboxes_due() from public;
grant execute on function scope.mailboxes_due() to ownterms_access;
