-- Somebody of the team looked at everything a series quotes of one voice, and says whether a person who knows that voice
-- could tell. One answer a person and quote; `seen_index` stands for the words it was given to, under the key of their
-- passage: a quote that reads otherwise by now was not seen. It goes with the quote.
create table intruder_answer (
  tenant_id uuid not null,
  quote_id uuid not null,
  answered_by uuid not null references account,
  answer text not null check (answer in ('no', 'maybe', 'yes')),
  seen_index bytea not null,
  answered_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, quote_id, answered_by),
  foreign key (tenant_id, quote_id) references quote (tenant_id, id) on delete cascade
);
select scope.guard('intruder_answer');
revoke update on intruder_answer from ownterms_app;
