-- Whoever wants to see it first sees their quotes as they stand in the draft, and says of each whether it may be printed.

-- What a voice says of one quote of its own. `seen_index` stands for what it saw: a quote that reads otherwise by now, or
-- stands under another title, was not seen. It goes with the quote.
create table preview_answer (
  tenant_id uuid not null,
  quote_id uuid not null,
  answer boolean not null,
  seen_index bytea not null,
  answered_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, quote_id),
  foreign key (tenant_id, quote_id) references quote (tenant_id, id) on delete cascade
);
select scope.guard('preview_answer');
revoke update on preview_answer from ownterms_app;

-- Quotes of a voice that came as one of these, with the piece each stands in. A voice sees no other quote, and of a
-- piece nothing but its title. Nothing for a voice that did not ask to see it first.
create function scope.quotes_to_show(asked_voice uuid, came uuid[])
returns table (quote_id uuid, passage_id uuid, start_at integer, end_at integer, cuts jsonb,
  wisdom_id uuid, title_sealed bytea, is_signed boolean)
language sql stable security definer set search_path = public, pg_temp as
$$ select q.id, q.passage_id, q.start_at, q.end_at, q.cuts, w.id, w.title_sealed, w.is_signed
   from quote q
   join passage p on p.tenant_id = q.tenant_id and p.id = q.passage_id
   join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
   left join wisdom_part part on part.tenant_id = q.tenant_id and part.quote_id = q.id
   join wisdom w on w.tenant_id = q.tenant_id and (w.id = part.wisdom_id or w.lead_quote_id = q.id)
   where q.tenant_id = scope.tenant() and scope.allows('preview_answer', 'insert')
     and c.voice_id = asked_voice and c.came_as = any (came)
     and (select e.answer from consent_event e
          where e.tenant_id = q.tenant_id and e.voice_id = asked_voice and e.use = 'preview'
          order by e.at desc, e.id desc limit 1)
   order by w.series_id, w.number, w.lead_quote_id is distinct from q.id, part.place, q.id $$;
revoke execute on function scope.quotes_to_show(uuid, uuid[]) from public;
grant execute on function scope.quotes_to_show(uuid, uuid[]) to ownterms_app;
