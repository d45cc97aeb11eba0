-- While the other words of a passage wait to be looked at, or it is to be read whole, no proposal and no answer changes what it waits for:
-- so the many that come before that cost nothing.
create or replace function scope.follow_decisions() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  one uuid;
begin
  for one in select distinct tenant_id from after loop
    perform scope.stage_passages(one, array(
      select distinct a.passage_id from after a join before b on b.tenant_id = a.tenant_id and b.id = a.id
      join passage p on p.tenant_id = a.tenant_id and p.id = a.passage_id
      where a.tenant_id = one and a.state <> b.state and p.stage not in ('look', 'whole')));
  end loop;
  return null;
end $$;

create function scope.follow_proposals() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  one uuid;
begin
  for one in select distinct tenant_id from changed loop
    perform scope.stage_passages(one, array(
      select distinct c.passage_id from changed c
      join passage p on p.tenant_id = c.tenant_id and p.id = c.passage_id
      where c.tenant_id = one and p.stage not in ('look', 'whole')));
  end loop;
  return null;
end $$;
revoke execute on function scope.follow_proposals() from public;
drop trigger stage_after_insert on edit;
create trigger stage_after_insert after insert on edit
  referencing new table as changed for each statement execute function scope.follow_proposals();
drop trigger stage_after_delete on edit;
create trigger stage_after_delete after delete on edit
  referencing old table as changed for each statement execute function scope.follow_proposals();

-- Names that one passage has for another are gathered thing by thing.
create index edit_named on edit (tenant_id, exercise_id, entity_index, passage_id) include (confidence, state, reason)
  where type in ('PERSON', 'PLACE', 'ORGANISATION') and entity_index is not null;
