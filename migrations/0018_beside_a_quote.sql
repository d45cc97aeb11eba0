-- Beside a printed quote stands what its voice chose: a short description, and in a signed piece a name. The words lie
-- where the voice put them, under its own key; an edition keeps which they are, never what they say.

-- A piece whose voices are named. The gates hold it until each of them has said yes to that.
alter table wisdom add column is_signed boolean not null default false;

-- Who may see the parts that are printed but not the rest (how to reach somebody): whoever reads with the team. In a
-- workplace neither is printed, so nobody else sees them. Before PostgreSQL 16 the owner, who backs up and moves, counts
-- as one of ownterms_app here; it sees all.
create policy what_is_printed on voice_detail as restrictive for select to ownterms_app
  using (current_user <> 'ownterms_app' or (select scope.allows('voice_detail', 'delete'))
    or (kind in ('description', 'name') and exercise_id not in (select w.exercise_id from workplace w)));

-- Somebody of the team read what a voice chose, and says whether it may be printed. One answer a person, so that two of
-- them are two people; it goes with the words it is about.
create table beside_reading (
  tenant_id uuid not null,
  detail_id uuid not null,
  read_by uuid not null references account,
  may_print boolean not null,
  read_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, detail_id, read_by),
  foreign key (tenant_id, detail_id) references voice_detail (tenant_id, id) on delete cascade
);
select scope.guard('beside_reading');
revoke update on beside_reading from ownterms_app;

-- Other words are another row, which nobody has read. A process of the version before writes them over the old ones.
create function scope.other_words() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  delete from beside_reading where tenant_id = old.tenant_id and detail_id = old.id;
  return new;
end $$;
create trigger other_words before update on voice_detail for each row execute function scope.other_words();

-- The one definition of what may stand beside a quote. `is_chosen`: its voice says yes to it, and works for nobody who
-- asks. `may_print`: and two people have read it, and nobody says that it is to be left out.
create view beside_state with (security_invoker = true) as
select d.tenant_id, d.exercise_id, d.id as detail_id, d.voice_id, v.number as voice_number, d.given_as, d.kind,
  d.text_sealed,
  chosen.yes as is_chosen,
  (chosen.yes and r.readings >= 2 and r.all_yes) as may_print,
  coalesce(not r.all_yes, false) as is_left_out
from voice_detail d
join voice v on v.tenant_id = d.tenant_id and v.id = d.voice_id and v.joined_to is null
left join workplace w on w.tenant_id = d.tenant_id and w.exercise_id = d.exercise_id
left join lateral (
  select e.answer from consent_event e
  where e.tenant_id = d.tenant_id and e.voice_id = d.voice_id
    and e.use = case d.kind when 'description' then 'describe' else 'sign' end
  order by e.at desc, e.id desc limit 1) newest on true
cross join lateral (select coalesce(newest.answer, false) and w.exercise_id is null as yes) chosen
cross join lateral (
  select count(*) as readings, bool_and(b.may_print) as all_yes from beside_reading b
  where b.tenant_id = d.tenant_id and b.detail_id = d.id) r
where d.kind in ('description', 'name');
grant select on beside_state to ownterms_app;

-- Sealed labels to hold against what a voice chose, for whoever reads that. It shows none of them.
create function scope.labels_beside(asked_exercise uuid)
returns table (id uuid, voice_id uuid, label_sealed bytea)
language sql stable security definer set search_path = public, pg_temp as
$$ select l.id, l.voice_id, l.label_sealed from voice_label l
   where l.tenant_id = scope.tenant() and l.exercise_id = asked_exercise
     and (scope.allows('beside_reading', 'insert') or scope.allows('voice_label', 'select')) $$;

-- Folders that quote one of these voices are to be written again.
create function scope.call_folders_of(voices uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  if not (scope.allows('beside_reading', 'insert') or scope.allows('consent_event', 'insert')) then
    raise insufficient_privilege;
  end if;
  update published_folder f set stale_at = clock_timestamp()
  where f.tenant_id = scope.tenant() and f.gone_at is null and exists (
    select from published_passage p
    left join passage s on s.tenant_id = p.tenant_id and s.id = p.passage_id
    left join contribution c on c.tenant_id = s.tenant_id and c.id = s.contribution_id
    left join kept_passage k on k.tenant_id = p.tenant_id and k.passage_id = p.passage_id
    where p.tenant_id = f.tenant_id and p.series_id = f.series_id
      and (c.voice_id = any (voices) or k.voice_id = any (voices)));
end $$;

-- A folder follows an answer as the public pages do. Rows that come without a tenant are a restore's.
create function scope.follow_answers() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  if scope.tenant() is not null then
    perform scope.call_folders_of(array(
      select distinct n.voice_id from new_answers n where n.use in ('read', 'quote', 'describe', 'sign')));
  end if;
  return null;
end $$;
create trigger follow_answers after insert on consent_event
  referencing new table as new_answers for each statement execute function scope.follow_answers();

revoke execute on function scope.labels_beside(uuid), scope.call_folders_of(uuid[]), scope.follow_answers(),
  scope.other_words() from public;
grant execute on function scope.labels_beside(uuid), scope.call_folders_of(uuid[]) to ownterms_app;
