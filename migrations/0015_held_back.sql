-- Why a contribution is held back for a listener to look at.
alter table contribution add column held_why text check (held_why in ('fast', 'links', 'same', 'many'));
alter table contribution add check (is_held = false or held_why is not null);
create index contribution_held on contribution (tenant_id, exercise_id) where is_held;
