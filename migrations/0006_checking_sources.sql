-- A source is checked by a listener before anything of it is final.

-- What a listener must check lies under the source's own key, which goes when somebody in it withdraws. Lines are kept
-- only until a source is checked; what lies under the organisation's key cannot be moved, so it goes.
delete from source_line;
alter table source_line add column said_sealed bytea;

alter table source
  add column agreed_at timestamptz,
  -- Messages that an earlier file had brought already.
  add column repeated integer not null default 0,
  -- Messages of people who withdrew, left out on a listener's word.
  add column left_out integer not null default 0,
  -- How many voices of this source were withdrawn: a marker without content, for a later file of the same people.
  add column withdrawn integer not null default 0,
  -- While it asks which of these labels withdrew, and while it arrives without those that did.
  add column asked_sealed bytea,
  add column left_out_sealed bytea;
update source set agreed_at = brought_at where how_agreed_sealed is not null;
update source set file_name_sealed = null, how_agreed_sealed = null where format <> 'web';

alter table source drop constraint source_state_check;
alter table source add constraint source_state_check
  check (state in ('arriving', 'asking', 'to-check', 'shown', 'failed'));

-- Whether a message of a later export is here already.
create index passage_said_at on passage (tenant_id, exercise_id, said_at);

-- Passages of a source that waits to be checked stand in the order of its lines, whenever a listener found them: their
-- numbers, which nobody has seen yet, are dealt out again.
create function scope.put_in_order(asked_source uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  tenant uuid := scope.tenant();
begin
  if not scope.allows('source', 'update') then raise insufficient_privilege; end if;
  if not exists (select from source where tenant_id = tenant and id = asked_source and state = 'to-check')
  then return; end if;
  -- Numbers are unique row by row: first out of the way, then in.
  with held as (
    select p.id, p.number, row_number() over (order by p.number) as stands,
      row_number() over (order by p.line nulls last, p.number) as belongs
    from passage p
    join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
    where p.tenant_id = tenant and c.source_id = asked_source)
  update passage p set number = -p.number from held
    where p.tenant_id = tenant and p.id = held.id and held.stands <> held.belongs;
  with held as (
    select p.id, p.number, row_number() over (order by -p.number) as stands,
      row_number() over (order by p.line nulls last, -p.number) as belongs
    from passage p
    join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
    where p.tenant_id = tenant and c.source_id = asked_source and p.number < 0)
  update passage p set number = -place.number from held, held as place
    where p.tenant_id = tenant and p.id = held.id and place.stands = held.belongs;
end $$;
revoke execute on function scope.put_in_order(uuid) from public;
grant execute on function scope.put_in_order(uuid) to ownterms_app;

-- A voice note, a film or a picture that came with a file. Its bytes lie enciphered among the uploads, under a key that
-- lies here, sealed under a key of this row's own (key id = this row's id).
create table attachment (
  tenant_id uuid not null,
  id uuid not null,
  exercise_id uuid not null,
  contribution_id uuid not null,
  -- The passage it came with, or the one somebody typed after listening.
  passage_id uuid,
  is_typed boolean not null default false,
  line integer,
  said_at text,
  media_type text not null check (media_type ~ '^(audio|image|video)/[a-z0-9.+-]+$'),
  size integer not null check (size > 0),
  file_key_sealed bytea not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, contribution_id) references contribution (tenant_id, id) on delete cascade,
  foreign key (tenant_id, passage_id) references passage (tenant_id, id) on delete cascade
);
create index attachment_of_contribution on attachment (tenant_id, contribution_id);
create index attachment_of_passage on attachment (tenant_id, passage_id);
select scope.guard('attachment');

create or replace function scope.uploads_wanted() returns table (upload_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select s.upload_id from source s where s.upload_id is not null
   union all select a.id from attachment a $$;
