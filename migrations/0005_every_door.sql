-- Every door: more kinds of file, a source that waits until a listener has checked it, and words held back.

alter table source drop constraint source_format_check;
alter table source add constraint source_format_check check (format in
  ('whatsapp', 'webvtt', 'transcript', 'zoom-chat', 'email', 'social', 'table', 'document', 'typed', 'web'));

-- `to-check`: all of it has arrived, and nobody sees its words or counts its voices until a listener says it is right.
alter table source drop constraint source_state_check;
alter table source add constraint source_state_check check (state in ('arriving', 'to-check', 'shown', 'failed'));

-- What these words answer, where the source shows it (a question quoted in an e-mail). Under the passage's own key.
alter table passage add column context_sealed bytea;

-- Held back as a likely flood or spam: in no count and before no reader until a listener lets it in.
alter table contribution add column is_held boolean not null default false;

create or replace view passage_state with (security_invoker = true) as
select p.tenant_id, p.exercise_id, p.id as passage_id, p.number, p.length, p.said_at, p.line,
  p.contribution_id, c.source_id, s.door, v.id as voice_id, v.number as voice_number, v.part,
  coalesce(may_read.answer, false) as may_read,
  coalesce(may_quote.answer, false) as may_quote,
  exists (select 1 from edit e
          where e.tenant_id = p.tenant_id and e.passage_id = p.id and e.state = 'proposed') as has_open_proposals,
  r.first_by, r.second_by, r.reading_index,
  (r.second_by is not null and v.part = 'contributor' and coalesce(may_read.answer, false)
   and not exists (select 1 from edit e
          where e.tenant_id = p.tenant_id and e.passage_id = p.id and e.state = 'proposed')) as is_reviewed
from passage p
join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id and not c.is_held
join source s on s.tenant_id = c.tenant_id and s.id = c.source_id and s.state = 'shown'
join voice v on v.tenant_id = c.tenant_id and v.id = c.voice_id
left join passage_review r on r.tenant_id = p.tenant_id and r.passage_id = p.id
left join lateral (
  select e.answer from consent_event e
  where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'read'
  order by e.at desc, e.id desc limit 1) may_read on true
left join lateral (
  select e.answer from consent_event e
  where e.tenant_id = v.tenant_id and e.voice_id = v.id and e.use = 'quote'
  order by e.at desc, e.id desc limit 1) may_quote on true;
