-- Which columns of a table hold the words, who said them and when: chosen once for every table with the same headings.
-- `shape_index` is a keyed fingerprint of the headings (of the whole file where it has none); `choice` holds places,
-- never headings or words.
create table table_choice (
  tenant_id uuid not null references organisation on delete cascade,
  shape_index bytea not null,
  choice jsonb not null,
  chosen_at timestamptz not null default now(),
  primary key (tenant_id, shape_index)
);

select scope.guard('table_choice');
