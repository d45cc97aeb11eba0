-- What is done again and again (looking for left-overs, the monthly rebuild, a date that has come): of all workers one
-- takes each turn.
create table scope.round (
  name text primary key,
  begun_at timestamptz not null
);

-- True for one caller each `every`. A turn taken by a clock that ran ahead does not hold up the next.
create function scope.take_round(asked text, every interval) returns boolean
language plpgsql security definer set search_path = scope, pg_temp as
$$ begin
  -- The clock as it is after waiting for another caller: that one's turn is then in the past.
  insert into scope.round as r (name, begun_at) values (asked, clock_timestamp())
  on conflict (name) do update set begun_at = clock_timestamp()
    where r.begun_at <= clock_timestamp() - every or r.begun_at > clock_timestamp();
  return found;
end $$;

create function scope.tenants() returns table (tenant_id uuid)
language sql stable security definer set search_path = public, pg_temp as
$$ select o.tenant_id from organisation o order by o.created_at, o.tenant_id $$;

revoke execute on function scope.take_round(text, interval), scope.tenants() from public;
grant execute on function scope.take_round(text, interval), scope.tenants() to ownterms_access;
