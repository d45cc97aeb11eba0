-- Conversations in a person's own space, and what a person wants today.

create function scope.london_day(at timestamptz) returns date language sql stable as
$$ select (at at time zone 'Europe/London')::date $$;

create table conversation (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  -- The order in which they came in here, whatever the clock of a phone says.
  number integer not null,
  -- The day it was, as its writer says.
  happened_on date not null check (happened_on between '1900-01-01' and '2200-01-01'),
  primary key (tenant_id, id)
);
create index conversation_in_order on conversation (tenant_id, number);
select scope.guard_room('conversation', 'conversations');
revoke update on conversation from ownterms_app;

-- What is in it, line by line. Nobody changes a line; whoever sees it in another way stands one of their own beside it.
-- A conversation goes only when no line is left in it.
create table line (
  tenant_id uuid not null references space on delete cascade,
  id uuid not null,
  conversation_id uuid not null,
  number integer not null,
  author text not null check (author in ('person', 'coach')),
  -- The coach's name and organisation, as the person sees them.
  author_sealed bytea,
  words_sealed bytea not null,
  beside_line_id uuid,
  written_on date not null default scope.london_day(now()),
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, id),
  check (author = 'coach' or author_sealed is null),
  foreign key (tenant_id, conversation_id) references conversation,
  foreign key (tenant_id, conversation_id, beside_line_id) references line (tenant_id, conversation_id, id)
    on delete set null (beside_line_id)
);
create index line_in_order on line (tenant_id, conversation_id, number);
create index line_beside on line (tenant_id, conversation_id, beside_line_id) where beside_line_id is not null;
select scope.guard_room('line', 'conversations');
revoke update on line from ownterms_app;

-- A person takes back what they wrote themself, and nothing else goes.
create policy own_words on line as restrictive for delete to ownterms_app using (author = 'person');

-- Numbers are given here, one after the other. What comes back from a backup keeps its own.
create function scope.number_conversation() returns trigger
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  if scope.tenant() is null then return new; end if;
  perform from space where tenant_id = new.tenant_id for no key update;
  new.number := 1 + coalesce((select max(number) from conversation where tenant_id = new.tenant_id), 0);
  return new;
end $$;
create trigger number_conversation before insert on conversation
  for each row execute function scope.number_conversation();

-- Whoever acts is who writes: a coach cannot write as the person, nor the person as a coach.
create function scope.stamp_line() returns trigger
language plpgsql security definer set search_path = public, scope, pg_temp as
$$ begin
  if scope.tenant() is null then return new; end if;
  if scope.is_coach() then
    new.author := 'coach';
  else
    new.author := 'person';
    new.author_sealed := null;
  end if;
  perform from conversation where tenant_id = new.tenant_id and id = new.conversation_id for no key update;
  -- What it was to stand beside was taken back at this moment: the words stay, as a line of the conversation.
  if new.beside_line_id is not null then
    perform from line where tenant_id = new.tenant_id and id = new.beside_line_id for key share;
    if not found then new.beside_line_id := null; end if;
  end if;
  new.number := 1 + coalesce((select max(number) from line
    where tenant_id = new.tenant_id and conversation_id = new.conversation_id), 0);
  return new;
end $$;
create trigger stamp_line before insert on line for each row execute function scope.stamp_line();

-- What a person wants today: said by themself, or aloud to a coach who wrote it down. In no log, no statistics and no
-- backup, and gone with the day.
create unlogged table today (
  tenant_id uuid not null references space on delete cascade,
  said_by text not null check (said_by in ('person', 'coach')),
  wish text not null check (wish in ('listen', 'think', 'together', 'for-me', 'own')),
  -- The person's own words, when none of the others says it.
  words_sealed bytea,
  -- Which coach wrote it down.
  coach_sealed bytea,
  said_at timestamptz not null default now(),
  primary key (tenant_id, said_by),
  check ((wish = 'own') = (words_sealed is not null)),
  check (said_by = 'coach' or coach_sealed is null)
);
alter table today alter words_sealed set statistics 0, alter coach_sealed set statistics 0;
select scope.guard_room('today', 'space');
revoke update on today from ownterms_app;
-- It goes to those who are let in where conversations are; and what the person said themself is not a coach's to change.
create policy let_in on today as restrictive for all to ownterms_app
  using ((select scope.is_invited('conversations')));
create policy own_words on today as restrictive for delete to ownterms_app
  using (said_by = 'coach' or not (select scope.is_coach()));

create function scope.stamp_today() returns trigger language plpgsql as
$$ begin
  if scope.tenant() is null then return new; end if;
  new.said_at := now();
  new.said_by := case when scope.is_coach() then 'coach' else 'person' end;
  if new.said_by = 'person' then new.coach_sealed := null; end if;
  return new;
end $$;
create trigger stamp_today before insert on today for each row execute function scope.stamp_today();

-- The conversation is over: what was wanted from it goes, unless it was said after that.
create function scope.end_today(written timestamptz) returns void
language sql security definer set search_path = public, scope, pg_temp as
$$ delete from today where tenant_id = scope.tenant() and said_at <= written and scope.is_invited('conversations') $$;

-- What people want today from a coach they let in, in all spaces at once.
create function scope.asked_today(asked_account uuid)
returns table (space_id uuid, said_by text, wish text, words_sealed bytea)
language sql stable security definer set search_path = public, scope, pg_temp as
$$ select t.tenant_id, t.said_by, t.wish, t.words_sealed
   from scope.spaces_open_to(asked_account) o
   join today t on t.tenant_id = o.space_id
   where (o.rooms is null or 'conversations' = any (o.rooms))
     and scope.london_day(t.said_at) = scope.london_day(statement_timestamp()) $$;

-- Takes away what was wanted on days that are over.
create function scope.forget_days() returns void
language sql security definer set search_path = public, scope, pg_temp as
$$ delete from today where scope.london_day(said_at) < scope.london_day(statement_timestamp()) $$;

revoke execute on all functions in schema scope from public;
grant execute on function scope.london_day(timestamptz), scope.end_today(timestamptz) to ownterms_app;
grant execute on function scope.asked_today(uuid), scope.forget_days() to ownterms_access;
