import type pg from 'pg'
import type { KeyedTable } from './own-keys.ts'

/** A table of the live schema, with the tables its foreign keys point at. */
export type LiveTable = {
  name: string
  columns: string[]
  /** Its primary key's columns. */
  key: string[]
  needs: string[]
  isDerived: boolean
  isForced: boolean
}

export type AppliedMigration = { name: string; hash: string }

/** Passages and labels that no key opens any more, and the voices that had nothing else. */
export type Gone = { passages: number; voices: number }

/** Every table of the schema `public`, by name. Derived ones are unlogged. */
export async function selectTables(client: pg.Client): Promise<LiveTable[]> {
  const answer = await client.query<LiveTable>(
    `select c.relname::text as name, c.relpersistence = 'u' as "isDerived", c.relforcerowsecurity as "isForced",
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum) as columns,
       array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
             where i.indrelid = c.oid and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)) as key,
       array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
             where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     order by c.relname`,
  )
  return answer.rows
}

export async function selectMigrations(client: pg.Client): Promise<AppliedMigration[]> {
  const answer = await client.query<AppliedMigration>('select name, hash from schema_migration order by name')
  return answer.rows
}

/** One look at the data as it is now, however long the reading takes and whatever is written meanwhile. */
export async function beginReading(client: pg.Client): Promise<void> {
  await client.query('begin isolation level repeatable read, read only')
  await liftLimits(client)
}

/** Opens the one transaction of a restore. A migration that starts at the same time waits for it. */
export async function beginRestore(client: pg.Client): Promise<void> {
  await client.query('begin')
  await liftLimits(client)
  await client.query(`select pg_advisory_xact_lock(hashtext('ownterms-migrate'))`)
  await client.query('lock table organisation in access exclusive mode')
}

async function liftLimits(client: pg.Client): Promise<void> {
  await client.query(
    `select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`,
  )
}

export async function hasAnyOrganisation(client: pg.Client): Promise<boolean> {
  return (await client.query('select 1 from organisation limit 1')).rowCount === 1
}

export async function emptyTables(client: pg.Client, names: readonly string[]): Promise<void> {
  await client.query(`truncate ${names.map((name) => client.escapeIdentifier(name)).join(', ')}`)
}

/**
 * COPY into a table under forced row security is refused to its owner, whatever the policies say. Only the owner can
 * lift it, and only this transaction sees it lifted.
 */
export async function forceRowSecurity(
  client: pg.Client,
  names: readonly string[],
  forced: boolean,
): Promise<void> {
  for (const name of names) {
    await client.query(
      `alter table ${client.escapeIdentifier(name)} ${forced ? '' : 'no '}force row level security`,
    )
  }
}

/**
 * Unfinished work begins again, under new ids: the queue may still know the old ones as done.
 */
export async function reopenTasks(client: pg.Client): Promise<void> {
  await client.query(
    `update task set id = gen_random_uuid(), state = 'waiting', attempts = 0, done = 0
     where state in ('waiting', 'sent', 'running')`,
  )
}

/**
 * Nobody could stop what was planned in the time since the backup: whoever planned that everything goes has seven days
 * again, from now on.
 */
export async function putOffGoing(client: pg.Client): Promise<void> {
  await client.query(
    `update moving_on set goes_at = greatest(goes_at, now() + interval '7 days') where goes_at is not null`,
  )
}

/** Organisations and people's spaces. */
export async function selectTenants(client: pg.Client): Promise<string[]> {
  const answer = await client.query<{ id: string }>(
    'select tenant_id as id from organisation union all select tenant_id from space order by id',
  )
  return answer.rows.map((row) => row.id)
}

/** Exercises go first: Wisdoms hold on to their pictures. */
export async function deleteTenant(client: pg.Client, tenantId: string): Promise<void> {
  await client.query('delete from exercise where tenant_id = $1', [tenantId])
  await client.query('delete from organisation where tenant_id = $1', [tenantId])
  await client.query('delete from space where tenant_id = $1', [tenantId])
  for (const ways of [
    'space_entry',
    'space_session',
    'space_passkey',
    'space_address',
    'space_named',
    'space_vouch',
    'space_recovery',
  ]) {
    await client.query(`delete from ${ways} where space_id = $1`, [tenantId])
  }
}

/** Ids of the keys that words of a table lie under, in order, after an id. */
export async function selectKeyIds(
  client: pg.Client,
  keyed: KeyedTable,
  tenantId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const key = client.escapeIdentifier(keyed.keyColumn)
  const answer = await client.query<{ id: string }>(
    `select distinct ${key} as id from ${client.escapeIdentifier(keyed.table)}
     where tenant_id = $1 and ${isSealed(client, keyed)} and ($2::uuid is null or ${key} > $2)
     order by 1 limit $3`,
    [tenantId, after, limit],
  )
  return answer.rows.map((row) => row.id)
}

/**
 * Forgets words that no key opens any more, or whose key's row is gone: a column that may be empty is emptied, a row
 * that is nothing without them goes.
 */
export async function forgetSealed(
  client: pg.Client,
  keyed: KeyedTable,
  tenantId: string,
  ids: readonly string[],
): Promise<void> {
  const table = client.escapeIdentifier(keyed.table)
  const key = client.escapeIdentifier(keyed.keyColumn)
  const fixed = await client.query<{ name: string }>(
    `select attname::text as name from pg_attribute
     where attrelid = $1::regclass and attnotnull and attname = any($2::text[])`,
    [`public.${keyed.table}`, keyed.sealed],
  )
  const isGone = `tenant_id = $1 and ${isSealed(client, keyed)} and (${key} = any($2::uuid[]) or ${key} is null)`
  const empty = keyed.sealed
    .filter((name) => !fixed.rows.some((row) => row.name === name))
    .map((name) => `${client.escapeIdentifier(name)} = null`)
  const work =
    fixed.rows.length > 0
      ? `delete from ${table} where ${isGone}`
      : `update ${table} set ${empty.join(', ')} where ${isGone}`
  await client.query(work, [tenantId, ids])
}

function isSealed(client: pg.Client, keyed: KeyedTable): string {
  return `(${keyed.sealed.map((name) => `${client.escapeIdentifier(name)} is not null`).join(' or ')})`
}

/** Deletes passages and the voices that are left with none. What hangs on them goes with them. */
export async function deletePassages(
  client: pg.Client,
  tenantId: string,
  ids: readonly string[],
): Promise<Gone> {
  const said = await client.query<{ id: string }>(
    `select distinct c.voice_id as id from passage p
     join contribution c on c.tenant_id = p.tenant_id and c.id = p.contribution_id
     where p.tenant_id = $1 and p.id = any($2::uuid[])`,
    [tenantId, ids],
  )
  const passages = await client.query('delete from passage where tenant_id = $1 and id = any($2::uuid[])', [
    tenantId,
    ids,
  ])
  const voices = await client.query(
    `delete from voice v where v.tenant_id = $1 and v.id = any($2::uuid[]) and not exists (
       select from contribution c join passage p on p.tenant_id = c.tenant_id and p.contribution_id = c.id
       where c.tenant_id = v.tenant_id and c.voice_id = v.id)`,
    [tenantId, said.rows.map((row) => row.id)],
  )
  return { passages: passages.rowCount ?? 0, voices: voices.rowCount ?? 0 }
}

/** The ids of every row of a tenant in a table that has a column `id`. */
export async function selectIdsOf(client: pg.Client, table: string, tenantId: string): Promise<string[]> {
  const answer = await client.query<{ id: string }>(
    `select id from ${client.escapeIdentifier(table)} where tenant_id = $1`,
    [tenantId],
  )
  return answer.rows.map((row) => row.id)
}

/** How many times the keyring of this database had destroyed keys when it was last seen. */
export async function selectDestroyed(client: pg.Client): Promise<number> {
  const answer = await client.query<{ destroyed: string }>('select destroyed from scope.keyring_mark')
  return Number(answer.rows[0]?.destroyed ?? 0)
}

/** What stands in schema public of a database that was never ours. */
export async function selectStrangeTables(client: pg.Client): Promise<string[]> {
  const answer = await client.query<{ name: string }>(
    `select c.relname::text as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and to_regclass('public.schema_migration') is null order by 1`,
  )
  return answer.rows.map((row) => row.name)
}

/** Whether anybody else of ours is connected: a web or worker process, or another command. */
export async function hasOtherProcesses(client: pg.Client): Promise<boolean> {
  const answer = await client.query(
    `select 1 from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'ownterms%' limit 1`,
  )
  return answer.rowCount === 1
}

/** One address of a database, to tell two of them apart: server and database. */
export async function selectPlace(client: pg.Client): Promise<string> {
  const answer = await client.query<{ place: string }>(
    `select (select system_identifier from pg_control_system())::text || '/' || current_database() as place`,
  )
  return answer.rows[0]!.place
}
