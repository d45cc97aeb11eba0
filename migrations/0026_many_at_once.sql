-- How many rows a statement changed is known only when it has run: a plan made for a few of them takes far too long for thousands.
create or replace function scope.follow_decisions() returns trigger
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as
$$ declare
  one uuid;
begin
  for one in select distinct tenant_id from after loop
    perform scope.stage_passages(one, array(
      select distinct a.passage_id from after a join passage p on p.tenant_id = a.tenant_id and p.id = a.passage_id
      where a.tenant_id = one and p.stage not in ('look', 'whole')));
  end loop;
  return null;
end $$;
drop trigger stage_after_update on edit;
create trigger stage_after_update after update on edit
  referencing new table as after for each statement execute function scope.follow_decisions();
alter function scope.follow_proposals() set plan_cache_mode = force_custom_plan;
alter function scope.follow_stages() set plan_cache_mode = force_custom_plan;
alter function scope.stage_passages(uuid, uuid[]) set plan_cache_mode = force_custom_plan;
