-- The review room finds what waits by an index, however many messages stand beside it. All of this repeats what other rows say:
-- triggers keep it, so that no way of writing can forget it.

-- Where a proposal stands, as its passage says, which never moves; which card it is on (one without a fingerprint is alone on its
-- own); and how much harm what the card is about may do, in steps, the same for all its open mentions: the order of the cards.
alter table edit
  add column exercise_id uuid,
  add column source_id uuid,
  add column contribution_id uuid,
  add column number integer,
  add column card_index bytea generated always as (coalesce(entity_index, uuid_send(id))) stored,
  add column harm integer not null default 0;
alter table edit alter column card_index set statistics 0;
update edit e set exercise_id = p.exercise_id, source_id = c.source_id, contribution_id = c.id, number = p.number
from passage p join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
where p.tenant_id = e.tenant_id and p.id = e.passage_id;
alter table edit
  alter column exercise_id set not null,
  alter column source_id set not null,
  alter column contribution_id set not null,
  alter column number set not null;

create function scope.place_edit() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  select p.exercise_id, c.source_id, c.id, p.number into new.exercise_id, new.source_id, new.contribution_id, new.number
  from passage p join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
  where p.tenant_id = new.tenant_id and p.id = new.passage_id;
  return new;
end $$;
create trigger place_edit before insert on edit for each row execute function scope.place_edit();

drop index edit_entity;
create index edit_card on edit (tenant_id, exercise_id, harm, card_index, number, contribution_id)
  where state = 'proposed' and kind = 'generalise';
create index edit_card_of_source on edit (tenant_id, source_id, harm, card_index, number, contribution_id)
  where state = 'proposed' and kind = 'generalise';
create index edit_of_card on edit (tenant_id, exercise_id, card_index, number, start_at) where kind = 'generalise';
create index edit_unlikely on edit (tenant_id, exercise_id, confidence) where state <> 'proposed' and confidence < 0.3;

-- What a passage waits for, whether or not its words may be read. For a first reader: its other words were not looked at (`look`), cards
-- are open (`cards`), all is answered (`ready`), it is to be read whole (`whole`), or something new was found after a reader had passed
-- it (`again`). Then for its second reader (`second`), or nothing (`done`).
alter table passage add column stage text not null default 'look'
  check (stage in ('look', 'cards', 'ready', 'whole', 'again', 'second', 'done'));

create function scope.stage_passages(asked_tenant uuid, asked uuid[]) returns void
language sql security definer set search_path = public, pg_temp as
$$ update passage p set stage = now_at.stage
   from (
     select p.id, case
       when r.first_by is null and coalesce(w.is_for_whole, false) then 'whole'
       when r.first_by is null and w.swept_at is null then 'look'
       when open.is_open then case when r.first_by is null then 'cards' else 'again' end
       when r.first_by is null then 'ready'
       when r.second_by is null then 'second'
       else 'done' end as stage
     from passage p
     left join passage_review r on r.tenant_id = p.tenant_id and r.passage_id = p.id
     left join passage_sweep w on w.tenant_id = p.tenant_id and w.passage_id = p.id
     cross join lateral (select exists (
       select from edit e where e.tenant_id = p.tenant_id and e.passage_id = p.id and e.state = 'proposed') as is_open) open
     where p.tenant_id = asked_tenant and p.id = any (asked)) now_at
   where p.tenant_id = asked_tenant and p.id = now_at.id and p.stage <> now_at.stage $$;

do $$
declare
  one uuid;
begin
  for one in select tenant_id from organisation loop
    perform scope.stage_passages(one, array(
      select passage_id from edit where tenant_id = one union select passage_id from passage_review where tenant_id = one
      union select passage_id from passage_sweep where tenant_id = one));
  end loop;
end $$;
create index passage_stage on passage (tenant_id, exercise_id, stage, number) include (id, contribution_id) where stage <> 'done';

create function scope.follow_stages() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  one uuid;
begin
  for one in select distinct tenant_id from changed loop
    perform scope.stage_passages(one, array(select distinct passage_id from changed where tenant_id = one));
  end loop;
  return null;
end $$;
-- Most changes of an edit do not touch what its passage waits for.
create function scope.follow_decisions() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  one uuid;
begin
  for one in select distinct tenant_id from after loop
    perform scope.stage_passages(one, array(
      select distinct a.passage_id from after a join before b on b.tenant_id = a.tenant_id and b.id = a.id
      where a.tenant_id = one and a.state <> b.state));
  end loop;
  return null;
end $$;
revoke execute on function scope.place_edit(), scope.stage_passages(uuid, uuid[]), scope.follow_stages(),
  scope.follow_decisions() from public;

create trigger stage_after_insert after insert on edit
  referencing new table as changed for each statement execute function scope.follow_stages();
create trigger stage_after_update after update on edit
  referencing old table as before new table as after for each statement execute function scope.follow_decisions();
create trigger stage_after_delete after delete on edit
  referencing old table as changed for each statement execute function scope.follow_stages();
create trigger stage_after_insert after insert on passage_review
  referencing new table as changed for each statement execute function scope.follow_stages();
create trigger stage_after_update after update on passage_review
  referencing new table as changed for each statement execute function scope.follow_stages();
create trigger stage_after_delete after delete on passage_review
  referencing old table as changed for each statement execute function scope.follow_stages();
create trigger stage_after_insert after insert on passage_sweep
  referencing new table as changed for each statement execute function scope.follow_stages();
create trigger stage_after_update after update on passage_sweep
  referencing new table as changed for each statement execute function scope.follow_stages();
create trigger stage_after_delete after delete on passage_sweep
  referencing old table as changed for each statement execute function scope.follow_stages();
