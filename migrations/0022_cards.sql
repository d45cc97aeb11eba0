-- Which person, place or thing a proposal is about: a keyed fingerprint, the same for all mentions of one in one exercise. Empty
-- for what somebody in the team marked by hand, and for what was proposed before this until the engine reads it again.
alter table edit add column entity_index bytea;
alter table edit alter column entity_index set statistics 0;
create index edit_entity on edit (tenant_id, entity_index) where entity_index is not null;
create index edit_open on edit (tenant_id, passage_id) where state = 'proposed';

-- A passage whose words that nobody proposed were looked at in the list of such words. `is_for_whole`: its second reader asked for
-- it to be read whole by a first reader again, so no list is enough for it.
create table passage_sweep (
  tenant_id uuid not null,
  passage_id uuid not null,
  swept_by uuid references account,
  swept_at timestamptz,
  is_for_whole boolean not null default false,
  primary key (tenant_id, passage_id),
  check ((swept_by is null) = (swept_at is null)),
  check (swept_by is not null or is_for_whole),
  foreign key (tenant_id, passage_id) references passage (tenant_id, id) on delete cascade
);
select scope.guard('passage_sweep');
