import type pg from 'pg'
import { listMigrations } from '../db/migrate.ts'
import type { AppliedMigration } from './backup.queries.ts'

/*
 * A backup made before some migrations: its tables are made as they were then, filled, and brought forward by the very
 * migrations a server would have run. All inside the one transaction of the restore.
 */

type Kept = { rules: object[]; marks: object[] }

/** Makes the schema as a backup's migrations left it, in the place of what is there. */
export async function buildOlderSchema(
  client: pg.Client,
  applied: readonly AppliedMigration[],
): Promise<Kept> {
  // Of the program and of this place, not of the backup.
  const kept = {
    rules: await selectJson(client, 'select * from scope.access_rule'),
    marks: await selectJson(client, 'select * from scope.keyring_mark'),
  }
  await client.query('drop schema scope cascade; drop schema public cascade; create schema public')
  await client.query(
    `create table schema_migration (
       name text primary key, hash text not null, applied_at timestamptz not null default now())`,
  )
  await applyAll(client, (name) => applied.some((one) => one.name === name))
  return kept
}

/** Runs the migrations the backup had not seen. Gives their names. */
export async function bringForward(client: pg.Client, kept: Kept): Promise<string[]> {
  await client.query('set constraints all immediate')
  const there = await client.query<{ name: string }>('select name from schema_migration')
  const known = new Set(there.rows.map((row) => row.name))
  const names = await applyAll(client, (name) => !known.has(name))
  await insertJson(client, 'scope.access_rule', kept.rules)
  await insertJson(client, 'scope.keyring_mark', kept.marks)
  return names
}

async function applyAll(client: pg.Client, isWanted: (name: string) => boolean): Promise<string[]> {
  const wanted = (await listMigrations()).filter(({ name }) => isWanted(name))
  for (const { name, text, hash } of wanted) {
    await client.query(text)
    await client.query('insert into schema_migration (name, hash) values ($1, $2)', [name, hash])
  }
  return wanted.map(({ name }) => name)
}

async function selectJson(client: pg.Client, text: string): Promise<object[]> {
  return (await client.query<{ row: object }>(`select to_jsonb(t) as row from (${text}) t`)).rows.map(
    ({ row }) => row,
  )
}

async function insertJson(client: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  await client.query(
    `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  )
}
