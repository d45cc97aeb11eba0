-- What narrows down a policy narrows it down for the application's login only. On PostgreSQL 15 an owner who is no
-- superuser has to be a member of the role these policies are written for: without this, functions that look across
-- tenants, migrations and backups would be narrowed down as well.

do $$
declare
  found record;
begin
  for found in
    select polrelid::regclass as asked, polname as name,
           pg_get_expr(polqual, polrelid) as seen, pg_get_expr(polwithcheck, polrelid) as written
    from pg_policy
    where not polpermissive and polroles = array['ownterms_app'::regrole::oid]
  loop
    execute format('alter policy %I on %s %s %s', found.name, found.asked,
      case when found.seen is null then ''
        else format('using (current_user <> ''ownterms_app'' or (%s))', found.seen) end,
      case when found.written is null then ''
        else format('with check (current_user <> ''ownterms_app'' or (%s))', found.written) end);
  end loop;
end $$;

create or replace function scope.guard_room(asked regclass, room text) returns void language plpgsql as $$
declare
  is_in text := format('current_user <> ''ownterms_app'' or (select scope.is_let_in(%1$L) and scope.is_invited(%1$L))', room);
  is_seen text := format('current_user <> ''ownterms_app'' or (select scope.is_let_in(%L))', room);
  is_brought text := format('current_user <> ''ownterms_app'' or (select scope.is_invited(%L))', room);
begin
  perform scope.guard(asked);
  execute format('create policy invited_select on %s as restrictive for select to ownterms_app using (%s)',
                 asked, is_seen);
  execute format('create policy invited_insert on %s as restrictive for insert to ownterms_app with check (%s)',
                 asked, is_brought);
  execute format('create policy invited_update on %s as restrictive for update to ownterms_app
                  using (%2$s) with check (%2$s)', asked, is_in);
  execute format('create policy invited_delete on %s as restrictive for delete to ownterms_app using (%s)',
                 asked, is_in);
end $$;
