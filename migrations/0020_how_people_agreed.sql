-- How somebody agreed outside of our own pages: on a page or form of the team's, in a message of their own, or in another
-- way that a listener wrote down.
alter table consent_event drop constraint consent_event_way_check;
alter table consent_event add constraint consent_event_way_check
  check (way in ('before', 'page', 'spoken', 'written', 'form', 'message', 'other', 'joined'));
