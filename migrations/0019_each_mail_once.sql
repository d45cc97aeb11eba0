-- A mail is one mail, whether it comes by a mailbox or in a file.

-- The file that brought it, and the passages its words became there: a file that is taken out again takes the mark
-- with it, unless any of those words have gone by another way. Nobody's file: a mailbox, or words that were withdrawn.
alter table mailbox_message
  add column source_id uuid,
  add column passage_ids uuid[] not null default '{}',
  add foreign key (tenant_id, source_id) references source (tenant_id, id) on delete set null (source_id);
create index mailbox_message_of_source on mailbox_message (tenant_id, source_id) where source_id is not null;
