-- Two voices that were joined may yet be two people: the words to come back of one open nothing that came as the other.

-- As which voice words came to us. Joining moves them to another voice and leaves this as it is.
alter table contribution add column came_as uuid;
update contribution c set came_as = coalesce(
  (select j.other_id from voice_join j where j.tenant_id = c.tenant_id and c.id = any (j.contribution_ids)
   order by j.joined_at limit 1),
  c.voice_id);
alter table contribution alter column came_as set not null;

-- What a phrase opens of its voice: words that came as one of these. Its own stands first.
alter table come_back add column opens uuid[];
update come_back b set opens = array[coalesce(
  (select j.other_id from voice_join j where j.tenant_id = b.tenant_id and b.id = any (j.come_back_ids)
   order by j.joined_at limit 1),
  b.voice_id)];
alter table come_back alter column opens set not null;
alter table come_back add check (cardinality(opens) > 0);

-- A process of the version before writes neither: what it brings came as itself.
create function scope.came_as_itself() returns trigger language plpgsql set search_path = public, pg_temp as
$$ begin
  if tg_table_name = 'contribution' then new.came_as := coalesce(new.came_as, new.voice_id);
  else new.opens := coalesce(new.opens, array[new.voice_id]);
  end if;
  return new;
end $$;
create trigger came_as_itself before insert on contribution for each row execute function scope.came_as_itself();
create trigger came_as_itself before insert on come_back for each row execute function scope.came_as_itself();

-- Whose phrase gave an answer; null where a listener wrote it down, or where that is not known.
alter table consent_event add column given_as uuid;
update consent_event e set given_as = e.voice_id
where e.recorded_by in ('visitor', 'voice')
  and not exists (select from voice_join j where j.tenant_id = e.tenant_id and j.voice_id = e.voice_id
                  and j.joined_at < e.at);

create index consent_event_given_as on consent_event (tenant_id, given_as) where given_as is not null;

-- The same of what a voice says of itself.
alter table voice_detail add column given_as uuid;

-- The first phrase of a voice that has none, said by one listener: only where all its words came as itself.
create or replace function scope.give_come_back(asked_voice uuid, new_id uuid, new_hash bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as
$$ begin
  if not scope.allows('request', 'insert') then raise insufficient_privilege; end if;
  perform 1 from voice where tenant_id = scope.tenant() and id = asked_voice for update;
  insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, made, opens)
  select v.tenant_id, new_id, v.exercise_id, v.id, new_hash, 'peppered', array[v.id] from voice v
  where v.tenant_id = scope.tenant() and v.id = asked_voice
    and not exists (select from come_back c where c.tenant_id = v.tenant_id and c.voice_id = v.id)
    and not exists (select from contribution c where c.tenant_id = v.tenant_id and c.voice_id = v.id
                    and c.came_as <> v.id)
    and not exists (select from consent_event e where e.tenant_id = v.tenant_id and e.voice_id = v.id
                    and e.recorded_by in ('visitor', 'voice'));
  return found;
end $$;

-- Whether some words of a voice came as another.
create function scope.is_put_together(asked_voice uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from contribution c where c.tenant_id = scope.tenant() and c.voice_id = asked_voice
                  and c.came_as <> asked_voice and scope.allows('request', 'select')) $$;

-- As which voices words came that belonged to a voice at a moment: itself first.
create function scope.belonged(asked_voice uuid, asked_at timestamptz) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as
$$ select asked_voice || array(
     select distinct c.came_as from contribution c
     where c.tenant_id = scope.tenant() and c.voice_id = asked_voice and c.came_as <> asked_voice
       and c.received_at <= asked_at and scope.allows('request', 'select')
       and not exists (select from voice_join j where j.tenant_id = c.tenant_id and j.voice_id = c.voice_id
                       and c.id = any (j.contribution_ids) and j.joined_at > asked_at)) $$;

-- A new phrase in place of all old ones. It opens whatever belonged to the voice when a second person said yes.
create or replace function scope.replace_come_backs(asked_request uuid, new_id uuid, new_hash bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as
$$ declare
  asked request;
begin
  if not scope.allows('request', 'update') then raise insufficient_privilege; end if;
  select * into asked from request
  where tenant_id = scope.tenant() and id = asked_request and kind = 'phrase' for update;
  if asked.id is null or asked.second_by is null or asked.second_by = asked.asked_by
    or asked.stopped_at is not null or asked.done_at is not null or asked.ready_at > now() then
    return false;
  end if;
  delete from come_back where tenant_id = asked.tenant_id and voice_id = asked.voice_id;
  insert into come_back (tenant_id, id, exercise_id, voice_id, phrase_hash, made, opens)
  values (asked.tenant_id, new_id, asked.exercise_id, asked.voice_id, new_hash, 'peppered',
    scope.belonged(asked.voice_id, asked.second_at));
  update request set done_at = now() where tenant_id = asked.tenant_id and id = asked.id;
  return true;
end $$;

-- Two voices are two again: no phrase of one opens what came as the other, should they ever be joined once more.
create function scope.part_come_backs(one_voice uuid, other_voice uuid) returns void
language sql security definer set search_path = public, pg_temp as
$$ with came as (
     select distinct c.voice_id, c.came_as from contribution c
     where c.tenant_id = scope.tenant() and c.voice_id in (one_voice, other_voice))
   update come_back b set opens = left_over.opens
   from (select c.id, coalesce(nullif(array(
           select o from unnest(c.opens) with ordinality as u (o, place)
           where exists (select from came where came.voice_id = c.voice_id and came.came_as = o)
             or not exists (select from came where came.came_as = o)
           order by place), '{}'), array[c.voice_id]) as opens
         from come_back c
         where c.tenant_id = scope.tenant() and c.voice_id in (one_voice, other_voice)) left_over
   where b.tenant_id = scope.tenant() and b.id = left_over.id
     and scope.allows('voice_join', 'insert') $$;

-- Which voice came with a label, and as which one its words came then.
drop function scope.voices_of_labels(uuid, bytea[]);
create function scope.voices_of_labels(asked_exercise uuid, blinds bytea[])
returns table (blind bytea, voice_id uuid, came_as uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select distinct i.blind, l.voice_id, c.came_as from label_index i
   join voice_label l on l.tenant_id = i.tenant_id and l.id = i.voice_label_id
   join source s on s.tenant_id = l.tenant_id and s.id = l.source_id and s.state = 'shown'
   left join contribution c on c.tenant_id = l.tenant_id and c.id = l.contribution_id
   where i.tenant_id = scope.tenant() and i.exercise_id = asked_exercise and i.blind = any (blinds)
     and scope.allows('voice', 'insert') and scope.allows('label_index', 'select') $$;

revoke execute on function scope.came_as_itself(), scope.belonged(uuid, timestamptz), scope.is_put_together(uuid), scope.part_come_backs(uuid, uuid),
  scope.voices_of_labels(uuid, bytea[]) from public;
grant execute on function scope.belonged(uuid, timestamptz), scope.is_put_together(uuid), scope.part_come_backs(uuid, uuid),
  scope.voices_of_labels(uuid, bytea[]) to ownterms_app;
