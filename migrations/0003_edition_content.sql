-- What an edition says, sealed: the team's words, and for each quote its passage, stretch and cuts. A draft may go
-- on changing without the public seeing it, and a quote's words still stand nowhere but in its passage.
alter table publication add column content_sealed bytea not null;
