-- Where voices work for the host: which addresses belong there, what the engines need of labels nobody may be shown,
-- and roads by which somebody came to open words of before.

-- Whether anything with one of these ids belongs to a workplace: whoever leads does nothing there that a listener does.
create function scope.is_workplace_of(asked_ids uuid[]) returns boolean
language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from workplace where tenant_id = scope.tenant()) and exists (
     select from workplace w
     where w.tenant_id = scope.tenant() and w.exercise_id in (
       select e.id from exercise e where e.tenant_id = w.tenant_id and e.id = any (asked_ids)
       union all select x.exercise_id from source x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from voice x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from voice_join x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from contribution x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from passage x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from mailbox x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from request x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from payment x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from concern x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from theme x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select x.exercise_id from series x where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select s.exercise_id from wisdom x
         join series s on s.tenant_id = x.tenant_id and s.id = x.series_id
         where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select p.exercise_id from quote x
         join passage p on p.tenant_id = x.tenant_id and p.id = x.passage_id
         where x.tenant_id = w.tenant_id and x.id = any (asked_ids)
       union all select p.exercise_id from coding x
         join passage p on p.tenant_id = x.tenant_id and p.id = x.passage_id
         where x.tenant_id = w.tenant_id and x.id = any (asked_ids))) $$;

-- Sealed labels for what looks for names and counts people, whoever set it going: it shows none of them. The policy on
-- the table keeps them from pages. An exercise, or all of them; after an id.
create function scope.labels_to_reckon_with(asked_exercise uuid, after_id uuid, most integer)
returns table (id uuid, exercise_id uuid, label_sealed bytea)
language sql stable security definer set search_path = public, pg_temp as
$$ select l.id, l.exercise_id, l.label_sealed from voice_label l
   where l.tenant_id = scope.tenant() and scope.allows('voice_label', 'select')
     and (asked_exercise is null or l.exercise_id = asked_exercise)
     and (after_id is null or l.id > after_id)
   order by l.id limit most $$;

-- Whose label it is that a file brings once more. Ids only.
create function scope.voices_of_labels(asked_exercise uuid, blinds bytea[])
returns table (blind bytea, voice_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select distinct i.blind, l.voice_id from label_index i
   join voice_label l on l.tenant_id = i.tenant_id and l.id = i.voice_label_id
   join source s on s.tenant_id = l.tenant_id and s.id = l.source_id and s.state = 'shown'
   where i.tenant_id = scope.tenant() and i.exercise_id = asked_exercise and i.blind = any (blinds)
     and scope.allows('voice', 'insert') and scope.allows('label_index', 'select') $$;

-- Who left and comes back is later once more; who leads no longer, and listens or reads, comes later too.
create or replace function scope.note_late_joiner() returns trigger
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  came membership := case tg_op when 'DELETE' then old else new end;
begin
  if (tg_op = 'INSERT' and came.role in ('listener', 'reader')
      and not exists (select from membership m where m.tenant_id = came.tenant_id and m.account_id = came.account_id
                      and m.role in ('listener', 'reader') and m.role <> came.role))
     or (tg_op = 'DELETE' and came.role = 'lead'
      and exists (select from membership m where m.tenant_id = came.tenant_id and m.account_id = came.account_id
                  and m.role in ('listener', 'reader'))) then
    insert into late_joiner as j (tenant_id, exercise_id, account_id, up_to)
    select w.tenant_id, w.exercise_id, came.account_id, c.last_passage
    from workplace w
    join exercise_counter c on c.tenant_id = w.tenant_id and c.exercise_id = w.exercise_id
    where w.tenant_id = came.tenant_id and c.last_passage > 0
    on conflict (tenant_id, exercise_id, account_id)
      do update set up_to = greatest(j.up_to, excluded.up_to), joined_at = excluded.joined_at;
  end if;
  return null;
end $$;
create trigger note_who_leads_no_longer after delete on membership
  for each row execute function scope.note_late_joiner();

revoke execute on function scope.is_workplace_of(uuid[]), scope.labels_to_reckon_with(uuid, uuid, integer),
  scope.voices_of_labels(uuid, bytea[]), scope.note_late_joiner() from public;
grant execute on function scope.is_workplace_of(uuid[]), scope.labels_to_reckon_with(uuid, uuid, integer),
  scope.voices_of_labels(uuid, bytea[]) to ownterms_app;
